'use strict';

const os = require('node:os');
const path = require('node:path');

// n8n-core writes its settings below the home folder unless told otherwise.
process.env.N8N_USER_FOLDER ??= path.join(os.tmpdir(), `n8n-nodes-servicenow-test-${process.pid}`);
process.env.N8N_ENCRYPTION_KEY ??= 'a key for tests only';
process.env.N8N_LOG_LEVEL ??= 'silent';

require('reflect-metadata');
