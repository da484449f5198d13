"""A small convolutional classifier, as many start with it."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvBlock(nn.Module):
    def __init__(self, inputs, outputs, rate=0.25):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, kernel_size=3, padding=1)
        self.norm = nn.BatchNorm2d(outputs)
        self.drop = nn.Dropout(rate)

    def forward(self, x):
        x = F.relu(self.norm(self.convolution(x)))
        return F.max_pool2d(x, 2)


class ImageClassifier(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.features = nn.Sequential(ConvBlock(3, 32), ConvBlock(32, 64))
        self.hidden = nn.Sequential(
            nn.Linear(64 * 8 * 8, 256),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.BatchNorm1d(256),
        )
        self.output = nn.Linear(256, classes)

    def forward(self, images):
        x = self.features(images).flatten(1)
        x = F.dropout(self.hidden(x), p=0.3)
        return self.output(x)


def accuracy(model, loader):
    model.eval()
    hits = total = 0
    with torch.no_grad():
        for images, labels in loader:
            hits += (model(images).argmax(dim=1) == labels).sum().item()
            total += len(labels)
    return hits / total


def train(model, train_loader, validation_loader, epochs=20):
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    model.train()
    for epoch in range(epochs):
        for images, labels in train_loader:
            loss = F.cross_entropy(model(images), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        print(epoch, accuracy(model, validation_loader))


if __name__ == '__main__':
    net = ImageClassifier()
    images = torch.randn(64, 3, 32, 32)
    labels = torch.randint(0, 10, (64,))
    batches = [(images[:32], labels[:32]), (images[32:], labels[32:])]
    train(net, batches, batches, epochs=2)
