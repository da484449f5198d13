import type { Figure } from '../../scenes/scene';
import { Cells } from './cells';
import { Distribution } from './distribution';
import { Maps } from './maps';

/** The picture of one side. */
export function FigureView({ figure, onUnit }: FigureProps) {
  switch (figure.kind) {
    case 'cells':
      return <Cells figure={figure} onUnit={onUnit} />;
    case 'distribution':
      return <Distribution figure={figure} />;
    case 'maps':
      return <Maps figure={figure} />;
  }
}

interface FigureProps {
  readonly figure: Figure;
  readonly onUnit?: (unit: number) => void;
}
