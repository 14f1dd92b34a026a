import { createRequire } from 'node:module';
import { join } from 'node:path';

type Type<T> = abstract new (...args: never[]) => T;

interface Container {
	get<T>(type: Type<T>): T;
	set<T>(type: Type<T>, value: T): void;
}

/** As n8n-core finds packages: those of its own version may stand below it. */
const requireOfCore = createRequire(createRequire(join(process.cwd(), 'package.json')).resolve('n8n-core'));

/** n8n-core's services. */
export const { Container } = requireOfCore('@n8n/di') as { Container: Container };

/** The class of n8n-core's logger. */
export const { Logger } = requireOfCore('@n8n/backend-common') as { Logger: Type<unknown> };

/** n8n's network guard. */
export const networkGuard = (): unknown => {
	const { SsrfProtectionService } = requireOfCore('@n8n/backend-network') as { SsrfProtectionService: Type<unknown> };
	return Container.get(SsrfProtectionService);
};
