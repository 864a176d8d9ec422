import { describeClient } from './describe-client.js';
import { openTestingServer } from './testing-server.js';

describeClient('client, against the testing server', openTestingServer);
