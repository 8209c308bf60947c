/** The state that a color stands for, beside a word or a sign that says the same. */
export type Tone = 'good' | 'bad' | 'warn' | 'accent' | 'neutral';
