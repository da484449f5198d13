import { handOver, isPage } from '../../program';
import { createLaboratory } from './laboratory';
import type { LabRequest } from './messages';

if (isPage) handOver();
else answerPage();

/** Works for the page, from a worker of its own. */
function answerPage(): void {
  const laboratory = createLaboratory((report) => postMessage(report));
  onmessage = ({ data }: MessageEvent<LabRequest>) => laboratory(data);
}
