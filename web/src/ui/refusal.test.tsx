import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';

/** A form of which the test says what is wrong with it after each attempt. */
function Form({ verdicts }: { verdicts: ('name' | 'folded' | 'nothing named')[] }) {
  const [attempt, setAttempt] = useState(0);
  const verdict = attempt === 0 ? null : (verdicts[attempt - 1] ?? null);
  const { form, refuse } = useRefusalFocus(null);
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        setAttempt(attempt + 1);
        refuse();
      }}
    >
      <TextField label="Name" error={verdict === 'name' ? 'too long' : null} />
      <details>
        <summary>More</summary>
        <TextField label="Folded" error={verdict === 'folded' ? 'too long' : null} />
      </details>
      {verdict === 'nothing named' && <Refusal>the disk is full</Refusal>}
      <button type="submit">Save</button>
    </form>
  );
}

it('puts the focus where a refused form is wrong, each time', async () => {
  const user = userEvent.setup();
  render(<Form verdicts={['name', 'name', 'folded', 'nothing named']} />);
  expect(document.activeElement).toBe(document.body);
  for (const place of ['Name', 'Name', 'Folded']) {
    await user.click(screen.getByText('Save'));
    expect(document.activeElement).toBe(screen.getByLabelText(place));
  }
  expect(document.querySelector('details')?.open).toBe(true);
  await user.click(screen.getByText('Save'));
  expect(document.activeElement).toBe(screen.getByRole('alert'));
  expect(document.activeElement?.textContent).toBe('the disk is full');
});
