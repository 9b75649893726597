/**
 * The console's script. Every page works without it; with it, pages stay fresh while they are open. Each part looks for its own
 * place in the page and does nothing when it is not there.
 * @module
 */
import { startBacktest } from './backtest.js';
import { startBuilder } from './builder.js';
import { startChat } from './chat.js';
import { startConversations } from './conversations.js';
import { startCopy } from './copy.js';
import { startLink } from './link.js';
import { startLive } from './live.js';
import { startLook } from './look.js';
import { startPlace } from './place.js';
import { openStream } from './stream.js';
import { startSurveyBuilder } from './survey-builder.js';
import { startTimes } from './times.js';
import { startWaiting } from './waiting.js';

const stream = openStream(document.body.dataset.stream);
startTimes();
startBacktest();
startCopy();
startLink();
startBuilder();
startLook();
startPlace();
startWaiting(stream);
startLive(stream);
startConversations(stream);
startChat(stream);
startSurveyBuilder();
