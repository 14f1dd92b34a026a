import path from 'node:path';
import type { N8nInstallation } from '../install/n8n.mts';

export interface N8nOptions {
	installation: N8nInstallation;
	/** n8n keeps its database, key and packages in `.n8n` below it. */
	userFolder: string;
	/** 0, the default, is any free port. */
	port?: number;
	env?: Record<string, string>;
}

/** n8n's environment: everything on this machine, nothing asked of the internet. */
export function n8nEnvironment(options: N8nOptions, port: number, brokerPort: number): NodeJS.ProcessEnv {
	const url = `http://127.0.0.1:${port}/`;
	const isVersion1 = options.installation.version.startsWith('1.');
	return {
		HOME: process.env.HOME,
		LANG: process.env.LANG ?? 'C.UTF-8',
		PATH: `${path.dirname(options.installation.node)}${path.delimiter}${process.env.PATH ?? ''}`,
		NO_COLOR: '1',
		TZ: 'UTC',
		GENERIC_TIMEZONE: 'UTC',
		N8N_USER_FOLDER: options.userFolder,
		DB_TYPE: 'sqlite',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_PROTOCOL: 'http',
		N8N_EDITOR_BASE_URL: url,
		[isVersion1 ? 'WEBHOOK_URL' : 'N8N_WEBHOOK_URL']: url,
		// The login cookie has to survive plain HTTP: for browsers 127.0.0.1 is not the excepted `localhost`.
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		N8N_AI_ENABLED: 'false',
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_REINSTALL_MISSING_PACKAGES: 'false',
		// n8n 2 has modules that call home; n8n 1 refuses to start when it meets a module name that it does not know.
		...(isVersion1 ? { N8N_RUNNERS_ENABLED: 'true' } : { N8N_DISABLED_MODULES: 'mcp-registry,instance-ai' }),
		N8N_RUNNERS_MODE: 'internal',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_PYTHON_ENABLED: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_BLOCK_ENV_ACCESS_IN_NODE: 'true',
		N8N_GIT_NODE_DISABLE_BARE_REPOS: 'true',
		N8N_LOG_LEVEL: 'info',
		N8N_LOG_OUTPUT: 'console',
		...options.env,
	};
}
