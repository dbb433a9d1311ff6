import { workerData } from 'node:worker_threads';
import { answerQuestions } from '#threads';
import { allProjections } from '../all-projections.js';
import { buffersOf } from './rows-to-copy.js';
import type { Question, Setting } from './share-in-thread.js';
import { openShare } from './share.js';

const { url, projections } = workerData as Setting;
const share = openShare(
  url,
  allProjections.filter(({ name }) => projections.includes(name)),
);
answerQuestions(
  (question: Question) => (question === 'end' ? share.end() : share.take(question.share, question.span)),
  buffersOf,
);
