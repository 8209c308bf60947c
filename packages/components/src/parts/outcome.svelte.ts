import { copyText } from '$kit/lib/clipboard';

const SHOWN_MS = 2000;

/** What became of an action, in a word or two that go again. */
export function createOutcome() {
  let text = $state.raw('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (words: string) => {
    text = words;
    clearTimeout(timer);
    timer = setTimeout(() => (text = ''), SHOWN_MS);
  };
  return {
    get text(): string {
      return text;
    },
    show,
    copy: async (words: string) => show(await copyText(words)),
  };
}
