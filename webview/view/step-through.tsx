import { useState } from 'preact/hooks';
import { formatNumber } from '../format';
import type { PassView, UnitStep } from '../scenes/layer';

/** One pass through a few units, stage by stage: what comes in, the mask, the factor, what goes on, and the way back. */
export function StepThrough({ pass, noun, onUnit }: StepThroughProps) {
  const [stage, setStage] = useState(stages.length);
  const shown = stages[stage];
  const turn = (by: number): void => {
    setStage((stage + by + stages.length + 1) % (stages.length + 1));
  };
  return (
    <div class="stepper">
      <div class="steps">
        <button onClick={() => turn(-1)}>Step back</button>
        <button onClick={() => turn(1)}>Step</button>
        <span>{shown ? `step ${stage + 1} of ${stages.length}` : 'the whole pass'}</span>
      </div>
      <p class="note" aria-live="polite">
        {shown?.words(noun) ?? whole}
      </p>
      <div class="scroll">
        <table class="unit">
          <caption class="hidden">Forward and backward through six {noun}s</caption>
          <thead>
            <tr>
              <th scope="col">{noun}</th>
              {pass.steps.map(({ unit }) => (
                <th scope="col" key={unit} class={unit === pass.unit ? 'chosen' : ''}>
                  <button class="plain" onClick={() => onUnit(unit)}>
                    {unit}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stages.map(({ name, of }, row) => (
              <tr key={name} class={row === stage ? 'now' : row > stage ? 'later' : ''}>
                <th scope="row">{name}</th>
                {pass.steps.map((step) => (
                  <td key={step.unit} class={step.unit === pass.unit ? 'chosen' : ''}>
                    {row > stage ? '' : of(step)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface StepThroughProps {
  readonly pass: PassView;
  readonly noun: string;
  readonly onUnit: (unit: number) => void;
}

interface Stage {
  readonly name: string;
  readonly of: (step: UnitStep) => string;
  readonly words: (noun: string) => string;
}

const whole = 'The same mask and the same factor act on the value and on its gradient.';

const stages: readonly Stage[] = [
  {
    name: 'input x',
    of: ({ input }) => formatNumber(input),
    words: (noun) => `Every ${noun} brings a value.`,
  },
  {
    name: 'mask m',
    of: ({ kept }) => (kept ? '1' : '0'),
    words: (noun) => `A draw decides for each ${noun}: 1 is kept, 0 is dropped.`,
  },
  {
    name: 'factor',
    of: ({ factor }) => formatNumber(factor),
    words: () => 'What is kept is scaled up at once; what is dropped has the factor 0.',
  },
  {
    name: 'output y',
    of: ({ output }) => formatNumber(output),
    words: () => 'Input times factor goes on to the next layer.',
  },
  {
    name: '∂L/∂y',
    of: () => '1',
    words: () => 'On the way back a gradient arrives; here the loss is the sum of the outputs.',
  },
  {
    name: '∂L/∂x',
    of: ({ factor }) => formatNumber(factor),
    words: (noun) => `It meets the same mask and factor: a dropped ${noun} learns nothing here.`,
  },
];
