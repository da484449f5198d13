import torch.nn as nn
import torch.nn.functional as F


class Tabular(nn.Module):
    def __init__(self, keep_prob=0.9):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(32, 256),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.BatchNorm1d(256),
        )
        self.wide = nn.Sequential(
            nn.Linear(256, 64),
            nn.Dropout(0.4),
            nn.Dropout(0.25),
            nn.ReLU(),
        )
        self.kept = nn.Dropout(p=keep_prob)
        self.head = nn.Linear(64, 10)

    def forward(self, x):
        x = self.kept(self.wide(self.body(x)))
        return self.head(x)


class Gated(nn.Module):
    def __init__(self):
        super().__init__()
        self.enter = nn.Linear(16, 64)
        self.drop = nn.AlphaDropout(0.2)
        self.middle = nn.Linear(64, 64)
        self.last = nn.Linear(64, 1)

    def forward(self, x):
        x = self.drop(F.relu(self.enter(x)))
        x = F.relu(self.middle(x))
        return self.last(F.dropout(x, 0.15))
