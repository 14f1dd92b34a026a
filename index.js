'use strict';

/** n8n reads the `n8n` block of package.json; this is for whoever requires the package. */
module.exports = {
	...require('./dist/credentials/ServiceNowPlatformOAuth2Api.credentials.js'),
	...require('./dist/credentials/ServiceNowPlatformServiceOAuth2Api.credentials.js'),
	...require('./dist/credentials/ServiceNowPlatformApi.credentials.js'),
	...require('./dist/nodes/ServiceNowPlatform/ServiceNowPlatform.node.js'),
	...require('./dist/nodes/ServiceNowPlatform/ServiceNowPlatformTrigger.node.js'),
};
