import { QueryError, SessionError, startSession } from '../../../src/browser/session/index.ts';

// The session of a page, put where a test can ask it: the pages of the site keep theirs to themselves.
Object.assign(window, { startSession, QueryError, SessionError });
