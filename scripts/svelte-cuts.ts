/**
 * What our own components do not ask of Svelte, beyond what no card can use: nothing awaits, forks,
 * moves in or out, or is a proxy. So one batch of changes is drawn at once, branches are put in and
 * taken out at once, and state is replaced as a whole. `checkComponents` holds them to it.
 */
import path from 'node:path';
import type { Plugin } from 'vite';
import type { Cut } from '../packages/components/vite/slim.js';
import { ROOT } from './sources';

const SRC = path.join(ROOT, 'packages/components/src');

/** What compiled components would call for it. */
const UNCUT =
  /\$\.(?:attribute_effect|proxy|transition|animation|eager|pending|fork|settled|async\w*|await\w*)\(|\$\.set\([\w.#]+, [^;]+, true\)|= \$\.set_style\(\w+, (?!'')/;

/** Holds our components to what is left of Svelte. */
export const checkComponents: Plugin = {
  name: 'card-kit-check-components',
  transform(code, id) {
    const [call] = (id.startsWith(SRC) && UNCUT.exec(code)) || [];
    if (call !== undefined)
      this.error(
        `${id} calls ${call}, and that part of Svelte is cut (scripts/svelte-cuts.ts): state is ` +
          '$state.raw, nothing awaits or moves, elements have no {...spread}, and style ' +
          'directives no style beside them.',
      );
  },
};

export const OWN_CUTS: Record<string, Cut> = {
  'internal/client/reactivity/batch.js': {
    drop: [
      'Batch.id',
      'Batch.linked',
      'Batch.prev',
      'Batch.next',
      'Batch.async_deriveds',
      'Batch.current',
      'Batch.previous',
      'Batch.#commit_callbacks',
      'Batch.#discard_callbacks',
      'Batch.#pending',
      'Batch.#blocking_pending',
      'Batch.#deferred',
      'Batch.#new_effects',
      'Batch.#dirty_reactions',
      'Batch.#skipped_branches',
      'Batch.#unskipped_branches',
      'Batch.#decrement_queued',
      'Batch.is_fork',
      'Batch.constructor',
      'Batch.#is_deferred',
      'Batch.#is_skipped',
      'Batch.skip_effect',
      'Batch.unskip_effect',
      'Batch.#find_earlier_batch',
      'Batch.#intersects',
      'Batch.#merge',
      'Batch.#defer_effects',
      'Batch.activate',
      'Batch.deactivate',
      'Batch.discard',
      'Batch.register_created_effect',
      'Batch.#commit',
      'Batch.increment',
      'Batch.decrement',
      'Batch.transfer_reactions',
      'Batch.add_dirty_reaction',
      'Batch.oncommit',
      'Batch.ondiscard',
      'Batch.settled',
      'Batch.apply',
      'Batch.capture',
      'Batch.#unlink',
    ],
    body: { eager: 'return fn();', fork: '' },
    without: {
      'Batch.#process': [
        'for (const [e, status] of this.#dirty_reactions)',
        'this.apply()',
        'this.#unlink()',
        'if (!this.#is_deferred())',
        'if (this.#is_deferred())',
        'const earlier_batch',
        'if (earlier_batch)',
        'this.#dirty_reactions',
        'for (const fn of this.#commit_callbacks)',
        'this.#commit_callbacks',
        'flush_queued_effects(render_effects)',
        'this.#deferred',
        'if (this.#pending === 0',
      ],
      'Batch.#traverse': ['if ((flags & BLOCK_EFFECT) !== 0)'],
      'Batch.flush': ['batch_values = null'],
      'Batch.schedule': ['if (\n\t\t\teffect.b?.is_pending'],
    },
    words: [
      [' || this.#skipped_branches.has(effect)', ''],
      ['export let batch_values = null', 'export const batch_values = null'],
    ],
  },
  'internal/client/reactivity/sources.js': {
    words: [
      ['var batch = Batch.ensure();', 'Batch.ensure();'],
      ['batch.capture(source, value);', 'source.v = value;'],
      ['should_proxy ? proxy(value) : value', 'value'],
    ],
  },
  'internal/client/reactivity/props.js': {
    words: [['runes && bindable ? proxy(value) : value', 'value']],
  },
  'internal/client/reactivity/deriveds.js': {
    words: [['current_batch !== null', 'false']],
  },
  'internal/client/reactivity/effects.js': {
    drop: ['pause_children', 'resume_children'],
    body: {
      pause_effect: 'if (destroy) destroy_effect(effect); if (callback) callback();',
      resume_effect: '',
    },
    without: { destroy_effect: ['var transitions', 'if (transitions !== null)'] },
    words: [['current_batch?.register_created_effect(effect);', '']],
  },
  'internal/client/dom/blocks/branches.js': {
    drop: [
      'BranchManager.#batches',
      'BranchManager.#offscreen',
      'BranchManager.#outroing',
      'BranchManager.#transition',
      'BranchManager.#commit',
      'BranchManager.#discard',
    ],
    body: {
      'BranchManager.constructor': 'this.anchor = anchor;',
      'BranchManager.ensure': `
        if (fn && !this.#onscreen.has(key)) this.#onscreen.set(key, branch(() => fn(this.anchor)));
        for (const [k, effect] of this.#onscreen)
          if (k !== key) {
            destroy_effect(effect);
            this.#onscreen.delete(k);
          }`,
    },
  },
  'internal/client/dom/blocks/boundary.js': {
    drop: [
      'Boundary.parent',
      'Boundary.is_pending',
      'Boundary.transform_error',
      'Boundary.#hydrate_open',
      'Boundary.#pending_effect',
      'Boundary.#offscreen_fragment',
      'Boundary.#local_pending_count',
      'Boundary.#pending_count',
      'Boundary.#pending_count_update_queued',
      'Boundary.#dirty_reactions',
      'Boundary.#effect_pending',
      'Boundary.#effect_pending_subscriber',
      'Boundary.#hydrate_resolved_content',
      'Boundary.#hydrate_failed_content',
      'Boundary.#hydrate_pending_content',
      'Boundary.#resolve',
      'Boundary.defer_effect',
      'Boundary.is_rendered',
      'Boundary.has_pending_snippet',
      'Boundary.#update_pending_count',
      'Boundary.update_pending_count',
      'Boundary.get_effect_pending',
    ],
    body: {
      'Boundary.constructor': `
        this.#anchor = node;
        this.#props = props;
        this.#children = (anchor) => {
          active_effect.b = this;
          active_effect.f |= BOUNDARY_EFFECT;
          children(anchor);
        };
        this.#effect = block(() => this.#render(), flags);`,
      'Boundary.#render': `
        try {
          this.#main_effect = branch(() => this.#children(this.#anchor));
        } catch (error) {
          this.error(error);
        }`,
      'Boundary.error': `
        if (!this.#props.onerror && !this.#props.failed) throw error;
        this.#handle_error(error);`,
    },
    without: {
      'Boundary.#handle_error': [
        'if (this.#pending_effect)',
        'if (hydrating)',
        'try {\n\t\t\t\tresult = ',
      ],
    },
    words: [
      ['var result;', 'var result = error;'],
      ["typeof (/** @type {any} */ (result).then) === 'function'", 'false'],
    ],
  },
  'utils.js': { words: [['...DOM_BOOLEAN_ATTRIBUTES,', '']] },
  // A style beside style directives is a text without them.
  'internal/shared/attributes.js': { without: { to_style: ['if (value) {'] } },
  'internal/client/render.js': { words: [['pending: () => {}', '']] },
  'internal/client/dom/blocks/each.js': {
    body: {
      pause_effects: `
        if (controlled_anchor !== null) {
          var parent_node = controlled_anchor.parentNode;
          clear_text_content(parent_node);
          parent_node.append(controlled_anchor);
          state.items.clear();
        }
        for (var effect of to_destroy) destroy_effect(effect, controlled_anchor === null);`,
    },
    drop: ['destroy_effects'],
    words: [
      ['var is_animated = (flags & EACH_IS_ANIMATED) !== 0', 'const is_animated = false'],
      ['state.outrogroups !== null', 'false'],
      ['outrogroups: null,', ''],
      ['effect, flags, items, pending,', 'effect, items,'],
      ['state.pending.delete(batch);', ''],
      ['pending.set(batch, keys);', ''],
      ['commit(batch);', 'commit();'],
      ['var defer = should_defer_append();', 'const defer = false;'],
    ],
    without: { each: ['var pending', 'var batch', 'function discard'] },
  },
};
