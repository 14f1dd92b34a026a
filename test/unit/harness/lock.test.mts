import { textOf } from '../support/sources.mts';

interface Locked {
	version?: string;
	integrity?: string;
	resolved?: string;
	link?: boolean;
}

const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Locked> };
const manifest = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
const own = JSON.parse(textOf('test/harness/install/node/package.json')) as { version: string };

describe('an installation', () => {
	const installed = Object.entries(packages).filter(([path]) => path.includes('node_modules/'));

	it('takes every package by its hash', () => {
		const unlocked = installed.filter(([, { link, integrity }]) => !link && !integrity?.startsWith('sha512-'));
		expect(installed.length).toBeGreaterThan(500);
		expect(unlocked.map(([path]) => path)).toEqual([]);
	});

	it('takes them from whatever registry npm is told to use', () => {
		const addresses = installed.flatMap(([, { resolved }]) => resolved ?? []);
		expect(addresses).toEqual(['test/harness/install/node']);
	});

	it('runs no script of anybody', () => {
		expect(textOf('.npmrc').split('\n')).toContain('ignore-scripts=true');
		const scripts = ['preinstall', 'install', 'postinstall', 'prepare'];
		expect(Object.keys(manifest.scripts).filter((name) => scripts.includes(name))).toEqual([]);
	});

	it('brings the Node that runs this', () => {
		expect(process.version.split('.')[0]).toBe(`v${own.version.split('.')[0]}`);
	});
});
