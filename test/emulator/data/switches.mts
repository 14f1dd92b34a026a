/** `emulator.<name>.<table>`: the emulator's switches for a table and the classes below it. */
import type { Engine } from './engine.mts';

export function tableSwitch(engine: Engine, name: string, table: string): string {
	for (const own of engine.schema.chain(table)) {
		const value = engine.property(`emulator.${name}.${own}`);
		if (value) return value;
	}
	return '';
}
