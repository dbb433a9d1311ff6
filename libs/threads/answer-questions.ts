import { parentPort, type Transferable } from 'node:worker_threads';

/**
 * In a thread: answers each question that its AskedThread asks, one after the other. What `answer` throws ends the thread, and whoever
 * asked is told. `moved` names what of an answer is handed over instead of copied.
 */
export function answerQuestions<Question, Answer>(
  answer: (question: Question) => Answer | Promise<Answer>,
  moved: (answer: Answer) => readonly Transferable[] = () => [],
): void {
  let before: Promise<void> = Promise.resolve();
  parentPort?.on('message', (question: Question) => {
    before = before.then(async () => {
      const answered = await answer(question);
      parentPort?.postMessage(answered, moved(answered));
    });
  });
}
