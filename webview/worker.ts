import { computeView, rememberLast, type ComputeRequest, type ComputeReply } from './compute';
import { runAnswers } from './scenes/answers';

const runs = rememberLast(runAnswers);

onmessage = ({ data }: MessageEvent<ComputeRequest>) => {
  postMessage(reply(data));
};

function reply(request: ComputeRequest): ComputeReply {
  try {
    return { id: request.id, view: computeView(request, runs) };
  } catch (error) {
    return { id: request.id, failure: error instanceof Error ? error.message : String(error) };
  }
}
