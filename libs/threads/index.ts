export { AskedThread, type ThreadProgram } from './asked-thread.js';
export { answerQuestions } from './answer-questions.js';
