"""A small encoder in Flax linen with its training and evaluation steps."""

import jax
import jax.numpy as jnp
import optax
from flax import linen as nn
from flax.training.train_state import TrainState


class FeedForward(nn.Module):
    width: int
    rate: float = 0.1

    @nn.compact
    def __call__(self, x, train: bool = False):
        x = nn.gelu(nn.Dense(4 * self.width)(x))
        x = nn.Dropout(self.rate)(x, deterministic=not train)
        return nn.Dense(self.width)(x)


class EncoderBlock(nn.Module):
    width: int
    heads: int
    rate: float = 0.1

    @nn.compact
    def __call__(self, x, train: bool = False):
        attention = nn.MultiHeadDotProductAttention(
            num_heads=self.heads, dropout_rate=self.rate, deterministic=train
        )
        x = x + attention(nn.LayerNorm()(x))
        return x + FeedForward(self.width, self.rate)(nn.LayerNorm()(x))


class Tagger(nn.Module):
    vocabulary: int
    labels: int
    width: int = 256
    blocks: int = 4

    @nn.compact
    def __call__(self, tokens, train: bool = False):
        x = nn.Embed(self.vocabulary, self.width)(tokens)
        x = nn.Dropout(0.1)(x, deterministic=not train)
        for _ in range(self.blocks):
            x = EncoderBlock(self.width, heads=8)(x, train=train)
        return nn.Dense(self.labels)(nn.LayerNorm()(x))


def create_state(key):
    model = Tagger(vocabulary=8000, labels=17)
    params = model.init(key, jnp.ones((1, 32), jnp.int32))["params"]
    return TrainState.create(apply_fn=model.apply, params=params, tx=optax.adamw(3e-4))


@jax.jit
def train_step(state, tokens, labels):
    def loss_fn(params):
        logits = state.apply_fn(
            {"params": params}, tokens, train=True, rngs={"dropout": jax.random.PRNGKey(0)}
        )
        return optax.softmax_cross_entropy_with_integer_labels(logits, labels).mean()

    loss, gradients = jax.value_and_grad(loss_fn)(state.params)
    return state.apply_gradients(grads=gradients), loss


@jax.jit
def eval_step(state, tokens, labels):
    logits = state.apply_fn({"params": state.params}, tokens)
    return jnp.mean(jnp.argmax(logits, axis=-1) == labels)
