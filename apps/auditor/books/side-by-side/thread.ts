import { workerData } from 'node:worker_threads';
import { answerQuestions } from '#threads';
import type { Question, Setting } from './messages.js';
import { Share } from './share.js';

const share = new Share(workerData as Setting);
answerQuestions((question: Question) => share.answer(question));
