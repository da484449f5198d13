import torch
import torch.nn as nn
import torch.nn.functional as F


class Classifier(nn.Module):
    def __init__(self, features: int = 64, classes: int = 10):
        super().__init__()
        self.hidden = nn.Linear(features, 128)
        self.norm = nn.BatchNorm1d(128)
        self.second = nn.Linear(128, 128)
        self.drop = nn.Dropout(p=0.5)
        self.head = nn.Linear(128, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = F.relu(self.norm(self.hidden(x)))
        x = F.dropout(x, p=0.3)
        x = F.relu(self.second(x))
        return self.head(self.drop(x))


# tail
