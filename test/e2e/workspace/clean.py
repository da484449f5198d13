import torch.nn as nn
import torch.nn.functional as F


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(32, 64)
        self.drop = nn.Dropout(0.1)
        self.middle = nn.Linear(64, 64)
        self.head = nn.Linear(64, 8)

    def forward(self, x):
        x = F.relu(self.hidden(x))
        x = self.drop(x)
        x = F.relu(self.middle(x))
        return self.head(x)
