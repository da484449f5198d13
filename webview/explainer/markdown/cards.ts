/** One question with its answer, and the topic that it is answered from. */
export interface Flashcard {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly topic: string;
}

/** The cards of the page of flashcards: a heading asks, a paragraph answers, a last line names the topic. */
export function readCards(markdown: string): readonly Flashcard[] {
  return markdown
    .split(/^### /m)
    .slice(1)
    .flatMap((text) => {
      const [question = '', answer = '', topic = ''] = text.trim().split(/\n\n/);
      const named = /^Topic: `([\w-]+)`$/.exec(topic.trim())?.[1];
      return named ? [{ id: slug(question), question, answer, topic: named }] : [];
    });
}

function slug(question: string): string {
  const words = question.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^-|-$/g, '').slice(0, 80);
}
