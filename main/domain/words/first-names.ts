import { plainName } from './plain-text.ts';

/** Given names that are common in the languages that tables are read in, without those that are words of work or names of places as well: "Grant", "Mark", "Virginia". */
const GIVEN: ReadonlySet<string> = new Set(
  [
    'aaron adam adrian agnes agnieszka ahmed aisha albert alberto alejandra alejandro aleksandra ',
    'alessandra alessandro alex alexander alexandra alexandre alexis alfonso alfred alice alicia alina ',
    'amalia amanda amelia amelie amir amy ana anders andrea andreas andrei andrew andrzej angela angelika ',
    'anita anja anke anna anne annette annika antje antoine anton antonia antonio arjun arnaud arne ',
    'arthur arturo astrid aurelie axel barbara bart bartosz beata beate beatrice beatriz ben benedikt ',
    'benjamin bernadette bernard bernd bernhard bettina birgit björn bob bogdan bożena brian brigitte ',
    'britta bruno camille carina carl carla carlo carlos carmen carol carolina caroline catherine cecilia ',
    'céline charles chiara chloe christa christian christiane christina christine christoph christophe ',
    'christopher cindy claire clara claudia claudio clemens clément colin connor corinna cornelia ',
    'cristina dagmar damien daniel daniela daniele danielle dariusz david davide deborah denis denise ',
    'dennis derek diana diego dieter dimitri dirk dominik dominique donald doris dorota dorothea ',
    'douglas eberhard eduardo edward ekaterina elena eleonora elias elif elisa elisabeth elise elizabeth ',
    'elke ella ellen elsa emil emilia emilie emily emma emmanuel enrico eric erik erika ernst esther ',
    'eugene eva evelyn ewa fabian fabien fabio fabrice fatima felix ferdinand fernanda fernando filip ',
    'filippo fiona florian francesca francesco francisco franck françois françoise franz franziska ',
    'frédéric frederik friedrich fritz gabi gabriel gabriela gabriele gary geert georg george gerald ',
    'gerard gerd gerhard gerrit gianluca giorgio giovanni gisela giulia giuseppe gonzalo grażyna gregor ',
    'grzegorz gudrun guido guillaume günter gustavo hannah hanna hannes hans harald harry hasan heidi ',
    'heike heiko heinrich heinz helen helena helene helga hendrik henri henrik henry herbert hermann hugo ',
    'ian ibrahim ignacio igor ilona imke inga inge ingo ingrid irena irene isabel isabella isabelle ',
    'ivan iwona jaap jacek jacob jacqueline jacques jakob jakub james jan jana janine janusz jasmin jason ',
    'javier jean jeff jennifer jens jeremy jerzy jessica jessie jim joachim joana joanna joão jochen joel ',
    'johan johann johanna johannes john jonas jonathan jordi jörg jorge josé josef josefine joseph juan ',
    'juana judith jules julia julian julie julien juliette jürgen justyna jutta kai karel karen karin ',
    'karina karl karolina katarina katarzyna kate katharina kathleen kathrin kathy katja katrin kenneth ',
    'kerstin kevin klara klaus konrad konstantin krystyna krzysztof kurt lars laura laurence laurent lea ',
    'leila lena leo leon leonard leonardo leonie liam lidia lina linda lisa liselotte loïc lorenz lorenzo ',
    'lothar louis louise luca lucas lucia luciana lucie ludwig luis luisa lukas lukasz łukasz lutz lydia ',
    'maciej magda magdalena magnus maja małgorzata manfred manuel manuela mara marcel marcelo marcin ',
    'marco marcos marcus marek margaret margarete margot maria marianne marie marina mario marion marius ',
    'marta martha martin martina mary mateusz mathias mathieu mathilde matteo matthew matthias maurice ',
    'mauricio maximilian meike melanie mia michael michaela michał michel michele michelle ',
    'miguel mike mila mirjam mirosław mohamed mohammed monica monika monique moritz nadia nadine nancy ',
    'natalia natalie nathalie neil nicholas nick nicola nicolas nicole niels nikita niklas nikolaus nina ',
    'noah nora norbert norman olaf oleg olga oliver olivia olivier oscar oskar otto pablo pamela paola ',
    'paolo pascal patricia patricio patrick patrik paul paula paulina pauline pavel pawel paweł pedro ',
    'petar peter petra philip philipp philippe pia pierre piotr priya quentin rachel radosław rafael ',
    'rahul raimund rainer ralf ralph ramon raphael raquel raul rebecca regina reinhard reinhold rené ',
    'renata renate ricardo riccardo richard rita robert roberta roberto rodrigo roger roland rolf ',
    'romain ronald rosemarie rudolf rüdiger ruth ryan sabine sabrina salvatore samantha sami samuel ',
    'sandra sandro sandrine sanjay sara sarah sascha scott sean sébastien sebastian sergei sergio sharon ',
    'silke silvia simon simona simone sławomir sonia sonja sophia sophie stanisław stefan stefania ',
    'stefano steffen steffi stephan stephanie stéphane stephen steve steven stuart susan susana susanne ',
    'suzanne sven svenja svetlana sylvia sylvie tadeusz tamara tania tanja tatiana teresa thea theo ',
    'theodor theresa thérèse thierry thomas thorsten tiago tilo tim timo timothy tina tobias tom tomas ',
    'tomasz toni torben torsten ulf ulrich ulrike ursula ute uwe valentin valentina valérie vanessa vera ',
    'verena veronica veronika vincent vincenzo viktor viktoria vladimir volker waldemar walter waltraud ',
    'wanda werner wiebke wilfried wilhelm william wim wojciech wolfgang xavier yannick yasmin yolanda ',
    'yves yvonne zbigniew zofia zoe ',
  ]
    .join('')
    .trim()
    .split(' '),
);

/** Whether a word is a given name, in whatever letters. */
export const isGivenName = (word: string): boolean => GIVEN.has(plainName(word));
