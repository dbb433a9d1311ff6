import { parentPort, workerData } from 'node:worker_threads';
import type { Question, Setting } from './messages.js';
import { Share } from './share.js';

const share = new Share(workerData as Setting);
parentPort?.on('message', (question: Question) => parentPort?.postMessage(share.answer(question)));
