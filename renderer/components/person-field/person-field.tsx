import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { type PersonChoice, personChoices } from './people.ts';
import { PeopleBox } from './people-box.tsx';

/** Names the person for a share: type to find one, or to add somebody new; empty it to name nobody. */
export function PersonField(props: {
  readonly party: string;
  readonly partyName: string;
  readonly person: string | null;
  /** Somebody who is known by name only; with `onName`, whoever is typed and not among the people stays so. */
  readonly name?: string | null;
  readonly onName?: (name: string) => void;
  /** What the field is called; else the person named for the party. */
  readonly label?: string;
  readonly disabled: boolean;
  readonly onPerson: (person: string | null) => void;
  /** Somebody was chosen by Enter, or nobody: whoever goes on by keys goes on elsewhere. */
  readonly onTaken?: (field: HTMLInputElement | null) => void;
}) {
  const { party, partyName, person, disabled, onPerson, onName } = props;
  const people = useDemarcQuery('people.list', {});
  const add = useCommand('people.add');
  const named = people.data?.find((entry) => entry.id === person);
  const take = (choice: PersonChoice): boolean | Promise<boolean> => {
    if (choice.kind === 'known') onPerson(choice.person.id);
    else if (onName) onName(choice.name);
    else
      return add.run({ name: choice.name, party }).then((attempt) => {
        if (attempt.ok) onPerson(attempt.value.id);
        return attempt.ok;
      });
    return true;
  };
  return (
    <PeopleBox
      label={props.label ?? `Person named for ${partyName}`}
      placeholder={disabled ? 'Nobody named' : 'Name a person'}
      disabled={disabled}
      value={named?.name ?? props.name ?? ''}
      dataKey="person"
      choices={(typed) => personChoices(people.data ?? [], party, typed)}
      newWords={(name) => (onName ? `“${name}”, by name` : `Add “${name}” to ${partyName}`)}
      onChoice={take}
      onEmpty={() => onPerson(null)}
      onTaken={props.onTaken}
      // A name needs no choosing: what was typed is meant.
      onLeft={onName}
    />
  );
}
