import { answerShares } from '#projection-engine';
import { allProjections } from './read-by.js';

/** A thread of a rebuild: it works out the rows of some of the books. */
answerShares(allProjections);
