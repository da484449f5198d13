import { handOver, isPage } from '../program';
import { createWorkshop } from './workshop';
import type { TrainerRequest } from './messages';
import { createTrainer } from './trainer';

if (isPage) handOver(createWorkshop);
else answerPage();

/** Trains for the page, from a worker of its own. */
function answerPage(): void {
  const train = createTrainer((report) => postMessage(report));
  onmessage = ({ data }: MessageEvent<TrainerRequest>) => train(data);
}
