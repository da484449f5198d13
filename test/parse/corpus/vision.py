# Convolutional networks: residual blocks, stages in loops, options in dictionaries.
import functools
from collections import OrderedDict
from functools import partial

import torch
from torch import nn

__all__ = ['ResNet', 'resnet18', 'DenseLayer', 'build']

default_cfgs = {
    'small': dict(url='https://example.org/small.pth', mean=(0.485, 0.456, 0.406), drop_rate=0.),
    'large': dict(url='', mean=(.5, .5, .5), drop_rate=0.2, **{'input_size': (3, 224, 224)}),
}


def conv3x3(in_planes: int, out_planes: int, stride: int = 1, groups: int = 1, dilation: int = 1) -> nn.Conv2d:
    return nn.Conv2d(in_planes, out_planes, kernel_size=3, stride=stride,
                     padding=dilation, groups=groups, bias=False, dilation=dilation)


class BasicBlock(nn.Module):
    expansion: int = 1

    def __init__(self, inplanes, planes, stride=1, downsample=None, norm_layer=None, drop_block=None, drop_path=None):
        super().__init__()
        if norm_layer is None: norm_layer = nn.BatchNorm2d
        assert stride in (1, 2), 'only strides of 1 and 2: got %d' % stride
        self.conv1 = conv3x3(inplanes, planes, stride)
        self.bn1 = norm_layer(planes)
        self.relu = nn.ReLU(inplace=True)
        self.drop_block = drop_block() if drop_block is not None else nn.Identity()
        self.conv2 = conv3x3(planes, planes)
        self.bn2 = norm_layer(planes)
        self.downsample, self.stride = downsample, stride
        self.drop_path = drop_path

    def zero_init_last(self):
        if getattr(self.bn2, 'weight', None) is not None:
            nn.init.zeros_(self.bn2.weight)

    def forward(self, x):
        shortcut = x
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.drop_block(x)
        x = self.bn2(self.conv2(x))
        if self.drop_path is not None:
            x = self.drop_path(x)
        if self.downsample is not None:
            shortcut = self.downsample(shortcut)
        x += shortcut
        return self.relu(x)


class DenseLayer(nn.Sequential):
    def __init__(self, num_input, growth, bn_size, drop_rate):
        super().__init__()
        self.add_module('norm1', nn.BatchNorm2d(num_input)),
        self.add_module('relu1', nn.ReLU(inplace=True)),
        self.add_module('conv1', nn.Conv2d(num_input, bn_size *
                                           growth, kernel_size=1, stride=1,
                                           bias=False))
        self.drop_rate = float(drop_rate)

    def forward(self, x):
        new = super(DenseLayer, self).forward(x)
        if self.drop_rate > 0:
            new = nn.functional.dropout(new, p=self.drop_rate, training=self.training)
        return torch.cat([x, new], 1)


class ResNet(nn.Module):
    def __init__(self, block, layers, num_classes=1000, in_chans=3, drop_rate=0.0, drop_path_rate=0., **block_args):
        super().__init__()
        self.inplanes = 64
        self.drop_rate = drop_rate
        self.stem = nn.Sequential(OrderedDict([
            ('conv', nn.Conv2d(in_chans, 64, 7, 2, 3, bias=False)),
            ('norm', nn.BatchNorm2d(64)),
            ('act', nn.ReLU(inplace=True)),
            ('pool', nn.MaxPool2d(3, 2, 1)),
        ]))
        total, count = sum(layers), 0
        stages = []
        for stage, (planes, blocks) in enumerate(zip((64, 128, 256, 512), layers)):
            made = []
            for index in range(blocks):
                rate = drop_path_rate * count / (total - 1)
                stride = 1 if stage == 0 or index > 0 else 2
                downsample = None
                if stride != 1 or self.inplanes != planes * block.expansion:
                    downsample = nn.Sequential(
                        nn.Conv2d(self.inplanes, planes * block.expansion, 1, stride, bias=False),
                        nn.BatchNorm2d(planes * block.expansion))
                made.append(block(self.inplanes, planes, stride, downsample,
                                  drop_path=nn.Dropout(rate) if rate > 0. else None, **block_args))
                self.inplanes = planes * block.expansion
                count += 1
            stages += [nn.Sequential(*made)]
        self.stages = nn.Sequential(*stages)
        self.head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(),
                                  nn.Dropout(drop_rate), nn.Linear(512 * block.expansion, num_classes))
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode='fan_out', nonlinearity='relu')
            elif isinstance(m, nn.BatchNorm2d):
                nn.init.constant_(m.weight, 1); nn.init.constant_(m.bias, 0)

    def forward_features(self, x):
        x = self.stem(x)
        x = self.stages(x)
        return x

    def forward(self, x): return self.head(self.forward_features(x))


def build(variant, pretrained=False, **kwargs):
    cfg = default_cfgs[variant]
    kwargs.setdefault('drop_rate', cfg['drop_rate'])
    model = ResNet(BasicBlock, [2, 2, 2, 2], **kwargs)
    if pretrained:
        state = torch.hub.load_state_dict_from_url(cfg['url'], map_location='cpu', check_hash=True)
        model.load_state_dict({k.replace('module.', ''): v for k, v in state.items() if not k.startswith('fc')})
    return model


resnet18 = functools.partial(build, 'small')
vgg = [64, 'M', 128, 'M']


def make_layers(cfg=vgg, batch_norm=False, dropout=lambda p: nn.Dropout2d(p)):
    layers = []; in_channels = 3
    for v in cfg:
        if v == 'M':
            layers += [nn.MaxPool2d(kernel_size=2, stride=2)]
        else:
            conv2d = nn.Conv2d(in_channels, v, kernel_size=3, padding=1)
            layers += [conv2d, nn.BatchNorm2d(v), nn.ReLU(True)] if batch_norm else [conv2d, nn.ReLU(True)]
            in_channels = v
    return nn.Sequential(*layers, dropout(0.5))


class ConvNeXtBlock(nn.Module):
    def __init__(self, dim, drop_path=0., norm=partial(nn.LayerNorm, eps=1e-6)):
        super().__init__()
        self.dwconv = nn.Conv2d(dim, dim, kernel_size=7, padding=3, groups=dim)
        self.norm = norm(dim)
        self.mlp = nn.Sequential(nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim))
        self.drop_path = nn.Dropout(drop_path) if drop_path else nn.Identity()

    def forward(self, x):
        return x + self.drop_path(
            self.mlp(
                self.norm(self.dwconv(x).permute(0, 2, 3, 1))
            ).permute(0, 3, 1, 2)
        )
