"""A recurrent tagger with a few of the classics."""

import torch
from torch import nn


class SpeechTagger(nn.Module):
    def __init__(self, features=80, width=256, tags=40, keep_prob=0.8):
        super().__init__()
        self.rnn = nn.LSTM(features, width, dropout=0.3, bidirectional=True, batch_first=True)
        self.drops = [nn.Dropout(0.1) for _ in range(2)]
        self.hidden = nn.Linear(2 * width, width)
        self.input_drop = nn.Dropout(keep_prob)
        self.tags = nn.Linear(width, tags)

    def forward(self, frames):
        encoded, _ = self.rnn(self.input_drop(frames))
        hidden = torch.relu(self.hidden(encoded))
        for drop in self.drops:
            hidden = drop(hidden)
        if self.train:
            hidden = nn.functional.dropout(hidden, 0.2)
        return self.tags(nn.Dropout(0.5)(hidden))
