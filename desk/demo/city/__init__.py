"""A city at full size, made up and copied into an empty database: 哈尔滨 with its 18 districts and counties, half a
million people, two years of surveys and cases. The same seed gives the same city.

``places`` and ``people`` say where and who, ``lives`` and ``cases`` what became of them, by the rules that judge every
household, and ``response`` what was done for them; ``sheets`` holds the rows, and ``actions`` copies them in, past no
constraint and no trigger."""
