import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../main/catalogue/load.ts';
import { SERVICE_MODELS } from '../../../main/contract/catalogue.ts';
import { DEMARCATION_ORDER, describeStack, stackPicture } from '../../../main/domain/pictures/demarcation.ts';
import { countOwners, modelStack, movedDuties } from '../../../renderer/features/learn/model.ts';
import { learnSearch } from '../../../renderer/features/learn/search.ts';

const catalogue = loadCatalogue();
const { responsibilities } = catalogue;

describe('the stack of a service model', () => {
  it.each(SERVICE_MODELS)(
    '%s is drawn whole: every band decided, from the facilities to the data',
    (model) => {
      const picture = stackPicture(modelStack(catalogue, model, model), { width: 100, height: 120 });
      expect(picture.bands.every((band) => band.answered === band.asked)).toBe(true);
      expect(picture.line.every((piece) => piece.certain)).toBe(true);
      expect(picture.bands[0]?.domain).toBe(DEMARCATION_ORDER[0]);
      expect(picture.shapes.every((shape) => !shape.ghost)).toBe(true);
    },
  );
  it('leaves out what is not asked', () => {
    const stack = modelStack(catalogue, 'serverless', 'Serverless');
    const { aws, shared, customer } = countOwners(responsibilities, 'serverless');
    expect(stack.duties).toHaveLength(aws + shared + customer);
    expect(describeStack(stack)).toContain(`${stack.duties.length} of ${stack.duties.length} duties`);
  });
  it('AWS does more alone in a serverless service than on a virtual machine, and you less', () => {
    const machine = countOwners(responsibilities, 'iaas');
    const serverless = countOwners(responsibilities, 'serverless');
    expect(serverless.aws).toBeGreaterThan(machine.aws);
    expect(serverless.customer).toBeLessThan(machine.customer);
  });
});

describe('what changes hands', () => {
  it('nothing between a model and itself', () =>
    expect(movedDuties(responsibilities, 'paas', 'paas')).toEqual([]));
  it('the guest operating system is no longer yours alone on a platform, with the reason', () => {
    const moved = movedDuties(responsibilities, 'iaas', 'paas');
    const patching = moved.find((duty) => duty.id === 'guest-os-patching');
    expect(patching).toMatchObject({ from: 'customer', to: 'shared' });
    expect(patching?.why).not.toBe('');
  });
  it('the way back undoes the way there', () => {
    const there = movedDuties(responsibilities, 'iaas', 'saas').map(({ id, from, to }) => ({ id, from, to }));
    const back = movedDuties(responsibilities, 'saas', 'iaas').map(({ id, from, to }) => ({
      id,
      from: to,
      to: from,
    }));
    expect(back).toEqual(there);
  });
});

it('an address names a model that exists, or none', () => {
  expect(learnSearch({ model: 'paas' })).toEqual({ model: 'paas' });
  expect(learnSearch({ model: 'toString' })).toEqual({});
});
