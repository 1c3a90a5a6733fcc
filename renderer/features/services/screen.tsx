import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { FileHandle } from '../../../main/contract/capabilities.ts';
import type { ServiceInUse, ServiceInUseRow } from '../../../main/contract/services-in-use.ts';
import { Button } from '../../components/button/button.tsx';
import listing from '../../components/data-table/listing.module.css';
import { usePicks } from '../../components/data-table/use-picks.ts';
import { DropZone } from '../../components/drop-zone/drop-zone.tsx';
import { EmptyState } from '../../components/empty-state/empty-state.tsx';
import { Select } from '../../components/field/field.tsx';
import { FindField } from '../../components/find-field/find-field.tsx';
import { FullPage } from '../../components/page/page.tsx';
import { useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { Split } from '../../components/side-panel/side-panel.tsx';
import { useWhere } from '../../components/where/use-places.ts';
import { WhereFilter } from '../../components/where/where-filter.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { useHeldKeys } from '../../host/use-autosave.ts';
import { removalKey, useRemoval } from '../../host/use-removal.ts';
import { cx } from '../../lib/cx.ts';
import { formatCount } from '../../lib/format.ts';
import { useServiceCalls } from './api.ts';
import { CataloguePicker } from './components/catalogue-picker.tsx';
import { CustomServiceDialog } from './components/custom-service-dialog.tsx';
import { DiscoveryDialog, FOLDERS } from './components/discovery-dialog.tsx';
import { OfferSame } from './components/offer-same.tsx';
import { ServicePanel } from './components/service-panel.tsx';
import { ServiceTable } from './components/service-table.tsx';
import styles from './components/services.module.css';
import { ServicesBulk } from './components/services-bulk.tsx';
import { filterServices, type SameOffer, sameOffers } from './model.ts';
import type { ServicesSearch } from './search.ts';

const route = getRouteApi('/w/$workbook/services');

/** The services in use, and the three ways to add some. */
export function ServicesScreen() {
  const { readOnly } = useDemarcData('workbook.info', {});
  const services = useDemarcData('services.list', {});
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [files, setFiles] = useState<readonly FileHandle[]>([]);
  /** What was just added and could take the answers of one that was there before. */
  const [offers, setOffers] = useState<readonly SameOffer[]>([]);
  const calls = useServiceCalls();
  const removeLater = useRemoval();

  const held = useHeldKeys(services.map((service) => removalKey('service', service.ref)));
  const present = services.filter((service) => !held.has(removalKey('service', service.ref)));
  const { shown, picks } = useShown(present, search);
  const tags = useMemo(() => [...new Set(present.flatMap((service) => service.tags))].sort(), [present]);
  const picked = shown.filter((service) => picks.keys.has(service.ref));
  const edited = present.find((service) => service.ref === search.edit);

  const change = useCallback(
    (patch: Parameters<Change>[0]) =>
      void navigate({ search: (now) => clean({ ...now, ...patch }), replace: true }),
    [navigate],
  );
  const remove = (service: ServiceInUseRow) => {
    if (search.edit === service.ref) change({ edit: undefined });
    removeLater(removalKey('service', service.ref), service.label, () => calls.remove(service.ref));
  };
  const onAdded = (added: readonly ServiceInUse[]) => setOffers(sameOffers(present, added));
  const discover = (chosen: readonly FileHandle[]) => {
    setFiles(chosen);
    change({ add: 'files' });
  };
  useKeysToAdd(readOnly, (add) => change({ add }));

  const closeAdd = () => {
    setFiles([]);
    change({ add: undefined, found: undefined });
  };
  const actions = !readOnly && <Actions onAdd={(add) => change({ add })} />;
  return (
    <FullPage
      title="Services"
      lead={present.length > 0 ? formatCount(present.length, 'service in use', 'services in use') : undefined}
      actions={present.length > 0 && actions}
    >
      <Split
        panel={
          edited ? (
            <ServicePanel
              key={edited.ref}
              service={edited}
              readOnly={readOnly}
              onClose={() => change({ edit: undefined })}
              onRemove={() => remove(edited)}
            />
          ) : null
        }
      >
        {present.length === 0 ? (
          <EmptyState icon="services" title="Which AWS services are in use?" actions={actions}>
            <p>
              Pick them from the catalogue, or let Demarc find them: drop CloudFormation templates, Terraform
              plans or states, or inventory exports. You see what was found before anything is added.
            </p>
            {!readOnly && <FileZone onFiles={discover} />}
          </EmptyState>
        ) : (
          <div className={listing.listing}>
            <Tools search={search} change={change} tags={tags} onFiles={readOnly ? null : discover} />
            <ServiceTable
              rows={shown}
              selected={search.edit ?? null}
              sort={search.sort ?? null}
              group={search.group}
              onSort={(sort) => change({ sort: sort ?? undefined })}
              onOpen={(service) => change({ edit: service.ref })}
              onRemove={readOnly ? null : remove}
              picks={readOnly ? null : picks}
            />
            {picked.length > 0 && <ServicesBulk services={picked} onClear={picks.clear} />}
          </div>
        )}
      </Split>
      <Adding
        search={search}
        present={present}
        files={files}
        offers={offers}
        onAdded={onAdded}
        onOffered={() => setOffers([])}
        onClose={closeAdd}
      />
    </FullPage>
  );
}

/** The services that the address asks for, and those picked of them; with another list nothing is picked. */
function useShown(present: readonly ServiceInUseRow[], search: ServicesSearch) {
  const { text, tag, where, group, sort } = search;
  const isThere = useWhere(where);
  const shown = useMemo(
    () => filterServices(present, text ?? '', tag).filter(({ ref }) => isThere([ref])),
    [present, text, tag, isThere],
  );
  const picks = usePicks<number>(JSON.stringify([text, tag, where, group, sort]));
  return { shown, picks };
}

type Change = (patch: { readonly [K in keyof ServicesSearch]?: ServicesSearch[K] | undefined }) => void;

/** The dialog in which services are added, and after it the answers that one of them can take over. */
function Adding(props: {
  readonly search: ServicesSearch;
  readonly present: readonly ServiceInUseRow[];
  readonly files: readonly FileHandle[];
  readonly offers: readonly SameOffer[];
  readonly onAdded: Parameters<typeof CataloguePicker>[0]['onAdded'];
  readonly onOffered: () => void;
  readonly onClose: () => void;
}) {
  const { search, present, offers, onAdded, onClose } = props;
  return (
    <>
      {search.add === 'catalogue' && <CataloguePicker inUse={present} onClose={onClose} onAdded={onAdded} />}
      {search.add === undefined && search.found === undefined && offers.length > 0 && (
        <OfferSame offers={offers} onClose={props.onOffered} />
      )}
      {search.add === 'files' && (
        <DiscoveryDialog initial={props.files} onClose={onClose} onAdded={onAdded} />
      )}
      {search.found !== undefined && (
        <DiscoveryDialog initial={[{ handle: search.found }]} onClose={onClose} onAdded={onAdded} />
      )}
      {search.add === 'custom' && <CustomServiceDialog onClose={onClose} />}
    </>
  );
}

function useKeysToAdd(readOnly: boolean, onAdd: (way: ServicesSearch['add']) => void): void {
  const group = { group: 'Services', enabled: !readOnly };
  useShortcut('n', 'Add from the catalogue', () => onAdd('catalogue'), group);
  useShortcut('d', 'Find services in files', () => onAdd('files'), group);
  useShortcut([], 'Add a service of your own', () => onAdd('custom'), group);
}

/** The three ways to add services. */
function Actions({ onAdd }: { readonly onAdd: (way: ServicesSearch['add']) => void }) {
  return (
    <>
      <Button onClick={() => onAdd('custom')}>Add a service of your own</Button>
      <Button icon="file" onClick={() => onAdd('files')}>
        Find in files
      </Button>
      <Button kind="primary" icon="add" onClick={() => onAdd('catalogue')}>
        Add from the catalogue
      </Button>
    </>
  );
}

/** Which services are listed, and where files are dropped to find more. */
function Tools(props: {
  readonly search: ServicesSearch;
  readonly change: Change;
  readonly tags: readonly string[];
  readonly onFiles: ((files: readonly FileHandle[]) => void) | null;
}) {
  const { search, change, tags } = props;
  return (
    <div className={cx(listing.tools, styles.tools)}>
      <div className={styles.narrow}>
        <div className={listing.find}>
          <FindField
            label="Search the services"
            group="Services"
            value={search.text ?? ''}
            onValue={(text) => change({ text: text === '' ? undefined : text })}
          />
        </div>
        <WhereFilter className={styles.choice} search={search} onChange={change} />
        {(tags.length > 0 || search.tag !== undefined) && (
          <div className={styles.choice}>
            <Select
              label="Tag"
              hideLabel
              value={search.tag ?? ''}
              options={[
                { value: '', label: 'Every tag' },
                ...tags.map((tag) => ({ value: tag, label: tag })),
              ]}
              onValue={(tag) => change({ tag: tag === '' ? undefined : tag })}
            />
          </div>
        )}
      </div>
      {props.onFiles && (
        <div className={styles.files}>
          <FileZone onFiles={props.onFiles} />
        </div>
      )}
    </div>
  );
}

function FileZone(props: { readonly onFiles: (files: readonly FileHandle[]) => void }) {
  return (
    <DropZone
      label="Choose files"
      hint="or drop CloudFormation, Terraform or inventory files here"
      purpose="discover"
      folders={FOLDERS}
      compact
      onFiles={props.onFiles}
    />
  );
}

/** Leaves out what is not set, so that the address stays short. */
const clean = (
  search: { readonly [K in keyof ServicesSearch]?: ServicesSearch[K] | undefined },
): ServicesSearch => Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
