// Loads an example and runs it: a model on an input in training or evaluation, or an expression as it stands.
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { transformSync } from 'esbuild';

const dropouts = new Set(['Dropout', 'SpatialDropout1D', 'AlphaDropout', 'GaussianDropout']);

/** What loads the examples with the packages in a folder. */
export function loaderFrom(folder) {
  const require = createRequire(`${folder}/package.json`);
  const tf = require('@tensorflow/tfjs');
  return { tf, require };
}

/** `MODEL | CALL` of an example: a model with what it is given, or without a model an expression. */
export function subjectOf({ tf, require }, { text, language }, directive) {
  const [model, call] = directive.split('|').map((part) => part.trim());
  let loaded;
  const load = () => (loaded ??= evaluate(tf, require, scriptOf(text, language), model, call));
  return {
    load,
    record: () => ({ draws: [], calls: [] }),
    given: () => numbers(load().given()),
    pass(mode, record) {
      const { subject, given, recording } = load();
      recording.draws = record?.draws;
      const stop = record ? watch(tf, record) : () => undefined;
      try {
        const result = subject ? subject.apply(given(), { training: mode === 'train' }) : given();
        return numbers(result);
      } finally {
        stop();
      }
    },
  };
}

/** Numbers from 0 to 1 that are the same for every example and in every run. */
function repeatable() {
  let state = 7;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
}

/** The code of the script blocks of markup, one after the other; any other text as it is. */
function scriptOf(text, language) {
  if (!/^(vue|svelte|html)$/.test(language)) return text;
  return [...text.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)].map(([, code]) => code).join('\n');
}

function evaluate(tf, require, code, model, call) {
  // TensorFlow.js seeds from here what is given no seed.
  Math.random = repeatable();
  const ending = `\nexport const given__ = () => (${call});\nexport const subject__ = () => (${model || 'undefined'});\n`;
  const made = transformSync(`${code}${ending}`, {
    loader: 'tsx',
    format: 'cjs',
    target: 'node20',
  });
  const module = { exports: {} };
  const shown = { ...tf };
  const recording = { draws: undefined };
  shown.dropout = (x, ...rest) => {
    const output = tf.dropout(x, ...rest);
    recording.draws?.push({ given: numbers(x), output: numbers(output) });
    return output;
  };
  const provide = (name) => (name.startsWith('@tensorflow/tfjs') ? shown : standIn(name, require));
  const names = { rand: (...shape) => tf.randomNormal(shape, 0, 1, 'float32', 7), ...page() };
  const wrapped = `(function (module, exports, require, tf, ${Object.keys(names).join(', ')}) { {${made.code}\n} })`;
  vm.runInThisContext(wrapped)(module, module.exports, provide, shown, ...Object.values(names));
  const subject = module.exports.subject__();
  const fixed = subject && module.exports.given__();
  return { subject, recording, given: subject ? () => fixed : module.exports.given__ };
}

/** Notes what goes into layers and what dropout makes of it, until it is told to stop. */
function watch(tf, record) {
  const prototype = tf.layers.Layer.prototype;
  const { apply } = prototype;
  prototype.apply = function (inputs, options) {
    const output = apply.call(this, inputs, options);
    const [first] = [inputs].flat();
    if (first instanceof tf.Tensor) {
      const given = numbers(first);
      record.calls.push({ layer: this, given });
      if (dropouts.has(this.getClassName())) record.draws.push({ given, output: numbers(output) });
    }
    return output;
  };
  return () => (prototype.apply = apply);
}

function numbers(result) {
  if (typeof result === 'number') return [result];
  if (Array.isArray(result)) return result.flatMap(numbers);
  if (typeof result?.dataSync === 'function') return Array.from(result.dataSync());
  return typeof result === 'object' && result !== null
    ? Object.values(result).flatMap(numbers)
    : [];
}

/** What examples for the page use of it. */
function page() {
  const element = { addEventListener: () => undefined, textContent: '' };
  return { document: { getElementById: () => element, querySelector: () => element } };
}

/** Frameworks of pages, as far as an example needs them to be loaded. */
function standIn(name, require) {
  if (name === 'vue') return { ref: (value) => ({ value }), shallowRef: (value) => ({ value }) };
  if (name === 'react')
    return { useState: (value) => [value, () => undefined], useRef: (current) => ({ current }) };
  return require(name);
}
