import { computeView, rememberLast, type ComputeRequest, type ComputeReply } from './compute';
import { runAnswers } from './scenes/answers';
import type { TrainerRequest } from './training/messages';
import { createTrainer } from './training/trainer';

const runs = rememberLast(runAnswers);

const train = createTrainer((report) => postMessage(report));

onmessage = ({ data }: MessageEvent<ComputeRequest | TrainerRequest>) => {
  if ('kind' in data) train(data);
  else postMessage(reply(data));
};

function reply(request: ComputeRequest): ComputeReply {
  try {
    return { id: request.id, view: computeView(request, runs) };
  } catch (error) {
    return { id: request.id, failure: error instanceof Error ? error.message : String(error) };
  }
}
