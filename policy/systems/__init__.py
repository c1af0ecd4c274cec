"""书面制度: the written systems of 哈人社发〔2010〕230号 第五条(一), which every district, street and community has."""
