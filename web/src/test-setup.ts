/** What jsdom lacks and the screens use: popovers and modal dialogs, reduced to open and closed. */
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

function toggle(element: HTMLElement, open: boolean): void {
  const event = new Event('toggle') as Event & { newState?: string };
  event.newState = open ? 'open' : 'closed';
  element.dataset.open = String(open);
  // jsdom's own style sheet hides every popover, because none can be open there.
  element.style.display = open ? 'block' : '';
  element.dispatchEvent(event);
}

HTMLElement.prototype.showPopover = function show() {
  toggle(this, true);
};
HTMLElement.prototype.hidePopover = function hide() {
  toggle(this, false);
};
document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest('[popovertarget]');
  const panel = document.getElementById(button?.getAttribute('popovertarget') ?? '');
  if (panel) toggle(panel, panel.dataset.open !== 'true');
});

HTMLDialogElement.prototype.showModal = function showModal() {
  this.setAttribute('open', '');
};
HTMLDialogElement.prototype.close = function close() {
  if (!this.hasAttribute('open')) return;
  this.removeAttribute('open');
  this.dispatchEvent(new Event('close'));
};

afterEach(() => {
  cleanup();
  localStorage.clear();
});
