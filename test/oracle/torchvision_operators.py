"""Lets torchvision be imported beside a build of torch for which its compiled operators were not made.

A CPU build of torch does not load the operators of a torchvision built for CUDA; registering their fake versions then
fails at import, although no example uses them.
"""

import torch

register_fake = torch.library.register_fake


def register_where_known(operator, *rest, **named):
    """As `torch.library.register_fake`, but a missing operator of torchvision is left out."""
    if isinstance(operator, str) and operator.startswith("torchvision::"):
        return lambda function: function
    return register_fake(operator, *rest, **named)


torch.library.register_fake = register_where_known
