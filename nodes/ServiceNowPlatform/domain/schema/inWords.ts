/** A technical name as people say it: user name. */
export function inWords(name: string): string {
	return name.replaceAll('_', ' ');
}
