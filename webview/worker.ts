import { computeView, rememberLast, type ComputeRequest, type ComputeReply } from './compute';
import { runAnswers } from './scenes/answers';

/** Computes for the page, from a worker. */
export function answerPage(): void {
  const runs = rememberLast(runAnswers);
  onmessage = ({ data }: MessageEvent<ComputeRequest>) => postMessage(reply(data, runs));
}

function reply(request: ComputeRequest, runs: Parameters<typeof computeView>[1]): ComputeReply {
  try {
    return { id: request.id, view: computeView(request, runs) };
  } catch (error) {
    return { id: request.id, failure: error instanceof Error ? error.message : String(error) };
  }
}
