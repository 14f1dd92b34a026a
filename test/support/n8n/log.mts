import { LoggerProxy } from 'n8n-workflow';
import { Container, Logger } from './container.mts';

export interface LogLine {
	level: string;
	/** Message and whatever was given along with it. */
	content: unknown[];
}

/** From now on n8n logs into this list, at every level. */
export function recordLog(): LogLine[] {
	const lines: LogLine[] = [];
	const at =
		(level: string) =>
		(...content: unknown[]) =>
			void lines.push({ level, content });
	const logger = {
		error: at('error'),
		warn: at('warn'),
		info: at('info'),
		debug: at('debug'),
		verbose: at('verbose'),
		scoped: () => logger,
	};
	Container.set(Logger, logger);
	LoggerProxy.init(logger);
	return lines;
}
