import flax.linen as nn
import jax


class Encoder(nn.Module):
    @nn.compact
    def __call__(self, x, train: bool):
        x = nn.relu(nn.Dense(128)(x))
        x = nn.Dropout(0.2)(x, deterministic=not train)
        x = nn.BatchNorm(use_running_average=not train)(x)
        x = nn.relu(nn.Dense(64)(x))
        x = nn.Dropout(0.95)(x, deterministic=not train)
        x = nn.Dense(64)(x)
        x = nn.Dropout(0.3, deterministic=not train)(x)
        x = nn.Dropout(0.5, deterministic=not train)(x)
        x = nn.Dense(10)(x)
        return nn.Dropout(0.1)(x, deterministic=not train)


class Block(nn.Module):
    @nn.compact
    def __call__(self, x, train: bool = False):
        return nn.Dropout(0.25)(nn.Dense(16)(x), deterministic=not train)


class Net(nn.Module):
    @nn.compact
    def __call__(self, x, train: bool):
        x = Block()(x)
        return nn.Dense(1)(x)
