import { tryCommand } from '../harness/processes/command.mts';
import { answerOf } from './report.mts';

async function ask(what: string, ...more: string[]) {
	const { stdout } = await tryCommand('npm', ['audit', '--json', ...more]);
	const answer = answerOf(what, stdout);
	process.stdout.write(`${answer.line}\n`);
	return answer;
}

/** Only what ships can do harm to those who install the package; what is found in the tools is said, and no more. */
const shipped = await ask('Known vulnerabilities of what ships', '--omit=dev');
await ask('Known vulnerabilities of the tools');
process.exitCode = shipped.findings === 0 ? 0 : 1;
