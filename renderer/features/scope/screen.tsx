import { getRouteApi } from '@tanstack/react-router';
import { useArrival } from '../../components/arrival/use-arrival.ts';
import { Page } from '../../components/page/page.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { AssessmentSection } from './components/assessment-section.tsx';
import { CommonSection } from './components/common-section.tsx';
import { CustomDuties } from './components/custom-duties.tsx';
import { CustomServices } from './components/custom-services.tsx';
import { DocumentsSection } from './components/documents-section.tsx';
import { EnvironmentsSection } from './components/environments-section.tsx';
import { FirstSteps } from './components/first-steps.tsx';
import { FrameworksSection } from './components/frameworks-section.tsx';
import { HouseRulesSection } from './components/house-rules-section.tsx';
import { PartiesSection } from './components/parties-section.tsx';
import { PeopleSection } from './components/people-section.tsx';
import { ProvidersSection } from './components/providers-section.tsx';
import styles from './components/scope.module.css';

const route = getRouteApi('/w/$workbook/scope');

/** What is assessed, for when, who takes part, where it runs, and against what it will be read. */
export function ScopeScreen() {
  const info = useDemarcData('workbook.info', {});
  const parties = useDemarcData('parties.list', {});
  const people = useDemarcData('people.list', {});
  const readOnly = info.readOnly;
  const { entry } = route.useSearch();
  const navigate = route.useNavigate();
  useArrival(entry, () => void navigate({ search: {}, replace: true }));
  return (
    <Page
      title="Scope"
      lead={
        <>
          What is assessed, who takes part, and against what it will be read. Everything here can be changed
          later. The file is <span className={styles.file}>{`${info.folder}/${info.fileName}`}</span>.
        </>
      }
    >
      <FirstSteps people={people.length} frameworks={info.frameworks.length} />
      <AssessmentSection info={info} people={people} />
      <DocumentsSection info={info} />
      <PartiesSection parties={parties} readOnly={readOnly} />
      <PeopleSection people={people} parties={parties} readOnly={readOnly} />
      <EnvironmentsSection readOnly={readOnly} />
      <CommonSection readOnly={readOnly} />
      <ProvidersSection readOnly={readOnly} />
      <FrameworksSection info={info} />
      <HouseRulesSection readOnly={readOnly} />
      <CustomDuties readOnly={readOnly} />
      <CustomServices readOnly={readOnly} />
    </Page>
  );
}
