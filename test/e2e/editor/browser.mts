import { existsSync } from 'node:fs';
import { chromium, selectors } from 'playwright-core';
import type { Browser } from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of the machine: nothing is downloaded. `CHROMIUM` names another one. */
function executable(): string {
	const found = [process.env.CHROMIUM, ...CANDIDATES].find((file) => file !== undefined && existsSync(file));
	if (found === undefined) {
		throw new Error(
			'The editor tests need a Chromium; on Debian: apt-get install chromium. ' +
				'One that stands elsewhere can be named in the environment variable CHROMIUM.',
		);
	}
	return found;
}

export async function openBrowser(): Promise<Browser> {
	// n8n's editor marks what tests may hold on to with this attribute.
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: executable(),
		// Chromium's sandbox does not work for root, nor its shared memory in small containers.
		args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
	});
}
