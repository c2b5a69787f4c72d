// What Python (index) and JavaScript (query) must do alike; Python reads the object as JSON.
// Tails of Korean words go by the sound before them; "-" is an empty ending. Stop words are
// ignored; weak words count little.
export const ANALYSIS = {
  "ko": {
    "initials": "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    "medials": "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    "finals": " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
    "clusters": {"ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ", "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ"},
    "keys": {"ㅂ": "q", "ㅃ": "Q", "ㅈ": "w", "ㅉ": "W", "ㄷ": "e", "ㄸ": "E", "ㄱ": "r", "ㄲ": "R", "ㅅ": "t", "ㅆ": "T", "ㅛ": "y", "ㅕ": "u", "ㅑ": "i", "ㅐ": "o", "ㅒ": "O", "ㅔ": "p", "ㅖ": "P", "ㅁ": "a", "ㄴ": "s", "ㅇ": "d", "ㄹ": "f", "ㅎ": "g", "ㅗ": "h", "ㅓ": "j", "ㅏ": "k", "ㅣ": "l", "ㅋ": "z", "ㅌ": "x", "ㅊ": "c", "ㅍ": "v", "ㅠ": "b", "ㅜ": "n", "ㅡ": "m"},
    "sounds": {"ㄱ": "k", "ㄲ": "k", "ㅋ": "k", "ㄴ": "n", "ㄷ": "t", "ㄸ": "t", "ㅌ": "t", "ㄹ": "r", "ㅁ": "m", "ㅂ": "p", "ㅃ": "p", "ㅍ": "p", "ㅅ": "s", "ㅆ": "s", "ㅈ": "j", "ㅉ": "j", "ㅊ": "j"},
    "tails": {
      "any": "의 에 에서 에게 에도 에만 에는 에서는 에서도 에서의 에의 에서만 에게서 에게는 한테 께 도 만 만의 만을 만이 만으로 까지 까지의 까지는 부터 부터의 보다 보다는 보다도 처럼 같이 같은 마다 조차 밖에 대로 하고 들 들이 들은 들을 들의 들에 들과 들도 들에게 들에서 들로 뿐 뿐만 씩 별 별로 별로는 마저 치고 이란 이라는 이라고 이라고도 이라 이라면 이며 이고 이다 이나 이든 이지만 이므로 이었던 이었다 이에요 이예요 이야 이죠 이냐 이냐고 인 인가 인가요 인지 인지를 인데 일 일까 일까요 임 입니까 입니다 적 적인 적으로 상의 상에서 간 간의 간에 용 용으로 형 화 성 시 시의 시에 때 중 중에 중의 법 법은 법을 법이 하는법 하는방법 방법 이랑 이랑은 요 좀 님 쯤 짜리 짜리로",
      "consonant": "은 이 을 과 으로 으로는 으로도 으로의 으로서 으로써 으로부터 으로만 과의 과는 과도 이여 아 은요 을요 이요",
      "vowel": "는 가 를 와 로 로는 로도 로의 로서 로써 로부터 로만 와의 와는 와도 나 란 라는 라고 라고도 라 라면 며 고 다 든 지만 므로 였던 였다 예요 야 죠 랑 랑은 여서 는요 가요 를요"
    },
    "verbs": [
      ["하", "해", "했", "한", "할", "함", "합"],
      ["하", "하여", "하였", "한", "할", "함", "합"],
      ["되", "돼", "됐", "된", "될", "됨", "됩"],
      ["되", "되어", "되었", "된", "될", "됨", "됩"],
      ["시키", "시켜", "시켰", "시킨", "시킬", "시킴", "시킵"],
      ["당하", "당해", "당했", "당한", "당할", "당함", "당합"],
      ["받", "받아", "받았", "받은", "받을", "받음", "받습"]
    ],
    "endings": {
      "base": "는 고 고서 고도 고는 며 면 면서 면서도 면은 지 지만 지는 지도 지를 지가 지요 기 기가 기는 기를 기도 기에 기로 기까지 기만 기의 기란 려 려고 려면 려는 려다 나 나요 니 니까 므로 도록 도록은 게 게는 게도 게끔 다 다가 다는 다면 다고 거나 자 자고 자면 죠 던 던데 는데 는데도 는지 는지를 는지는 는지도 는가 는가요 는가를 는거 는거야 는거지 는것 는것은 는것을 는것이 는법 는법은 는법을 는방법 는방법은 는방법을 는걸 는건 는게 는다 는다면 는다고 는다는 느냐 냐 냐고 네 네요 군요 구나 은 은가 은가요 은데 은지 을 을까 을까요 을지 을수록 으면 으며 으면서 으려면 으려고 으니 으니까 으므로 음 음을 음은 음이 습니다 습니까 세요 십시오 라 라고 라는 신다 시는 시면 시오 더라 더니 더라도 자마자 길",
      "infinitive": "- 서 서는 서도 도 도록 야 야만 야지 야할 야하나 야하나요 야하는 야해 야한다 요 라 주는 주고 준 줘 줘요 주세요 줄 줄래 본 볼 보기 보는 봐 봐요 버려 버려요 버렸 버린 버린다 버림 버리는 버리고 버리지 버립니다 진 진다 지는 지고 지면 지지 지기 져 져서 져요 졌 질 짐 집니다 졌다 졌어 졌어요 있는 있고 있다 놓은 놓고 두고 둔 내는 내고 낸 나가는 가는 가며 오는 온 온다",
      "past": "다 고 던 는데 는지 지만 을 을까 을때 더니 나 나요 어 어요 습니다 으면 음 음을 는데도 거든요 네요 죠 다면 다는 다고",
      "n": "- 다 다고 다는 다면 다음 데 데도 지 지를 가 가요 건 건지 거 것 것은 것을 것이 후 뒤 채 지도",
      "l": "- 까 까요 지 지를 지도 수 수록 때 때는 때의 때도 게 게요 거 것 것을 것이 래 려고 려면 만한 뿐",
      "m": "- 은 을 이 에 에도 으로 으로써 과 의 도",
      "b": "니다 니까 시다"
    },
    "sure": "을 를 은 는 의 에 에서 에서는 으로 이란 까지 부터 에는 에게",
    "suffixes": "화 성 기 망 층 값 법 률 율 도 력 식 형 수 치 시 용 별 적 자 군 량 간 상 점 체 량 물 문 망",
    "stop": "무엇 무엇이 무엇인가요 무엇인지 무엇을 뭐 뭐야 뭐예요 뭔가요 뭔지 뭔데 뭘 어떻게 어떤 어떤가요 어떨 왜 언제 어디 어디서 누가 누구 어느 얼마나 그 그게 그럼 그런 그것 그리고 그러면 그래서 이 이것 이게 이런 저 저런 것 것은 것이 것을 게 거 건 걸 수 있나요 있는 있다 있을까 있을까요 있어 있어요 있는지 없나요 없는 없이 하나요 하는 하는지 하나 하면 하려면 하기 하지 할 할까 할까요 해야 해요 하죠 하는가 한다 되나요 되는 되는지 되나 되면 된다 돼요 알려줘 알려주세요 알고 설명 설명해줘 설명해 설명해주세요 궁금해요 궁금 싶어요 싶은 싶은데 싶을 좀 및 또는 혹은 등 더 가장 제일 잘 꼭 매우 너무 아주 대해 대한 대해서 관한 관련 위한 위해 위해서 때 때문에 경우 통해 통한 따라 따른 의한 의해 같은 같이 다른 인가 인가요 이란 란 이라는 라는 무슨 나는 내 내가 우리 제 제가 정확히 정말 진짜 그냥 계속 자꾸 뜻 의미 요 보통 한 두 여러 주는 준 줘 주나요 줄까 있을 있는데 있어서 않는 않고 않아요 않을 않나요 않으면 못 못하는 못해요 안 하고 싶어 되어 되고 되지 돼 되는데 되면서 해 해서 했는데 했을 했더니 하는데 하다가 그리고서 이렇게 저렇게 그렇게 이런데 아니라 아니고 아닌 아닌지 맞나요 보다 보면 봐 봐도 거예요 거야 건가요 건데 거지 인데 데 중 안에 안에서 위에 밑에 하나 어떡해 어떡하죠 어쩌죠 걸까요 싶은데요 합니까 합니다 됩니까 됩니다 있습니까 있습니다 입니까",
      "weak": "차이 차이점 비교 방법 법 방식 원리 이유 역할 정의 개념 종류 예 예시 예제 장점 단점 장단점 특징 필요 필요한 중요 중요한 중요성 효과 문제 문제점 해결 해결책 해결법 과제 기법 기술 사용 사용법 활용 쓰는 쓰나 쓰나요 만드는 만들기 만들 하는법 하는방법 시 작동 동작 영향 이해 주요 일반적인 모델 시스템 전략 접근 접근법 쉽게 간단히 간단하게 좋은 나쁜 좋나 좋을 좋을까 좋은지 하고 사람 것들 가지 줄 이슈 오류 에러 원인 증상 팁 요령 추천 정리 요약 조절 조정 제어 개선 향상 증가 감소 적용 구현 지원 제공 관리 수행 선택 느리다 빠르다 빨라다 좋다 나쁘다 크다 작다 많다 적다 높다 낮다 쉽다 쉬우다 어렵다 어려우다 길다 짧다 줄이다 늘리다 높이다 올리다 나오다 생기다 만들다 쓰다 고르다 정하다 다루다 바꾸다 들다 걸리다 찾다 알다 모르다 원하다 잘못 많은 많이 적은 크기 큰 작은 막는 막기 방지 막으려면 일어나는 생기는 생기 나오는 쓸 골라야 고르는 정하는 처리"
  },
  "en": {
    "stop": "a able about actually all already also always am an and another any anyone anything are aren't around as ask at back be because become becomes been before being both but by came can can't cannot come comes could define describe did do does doesn't doing don't done down during each else etc even ever every everything explain few find first for from get gets getting give given gives go goes going gone got had happening has hasn't have having he hello her here hey hi his how how's i i'd i'll i'm i've if in instead into is isn't it it's its just keep keeps kind know let like look looks lot made make makes many may maybe me mean meaning means might much must my need never no not now of off often ok on once one only onto or other our ourselves out over people per please pls put quite rather really said same say see seem seems seen should shouldn't show simply since so some someone something still such suppose sure take takes tell than thanks that that's the their them then there these they thing things think this those though through to told too toward try trying under until up upon us use used uses using very via want wants was way we were weren't what what's whatever when where whether which while who whom whose why will with within without won't would you you're your yours yourself",
    "weak": "advantage advantages affect affects ai approach approaches avoid bad basics benefit benefits best better between big bigger call called cause causes choose choosing common compare compared comparison deal definition differ difference differences different easy effect enough example examples fast faster few fix good handle handling happen happens hard help helps high importance important improve improves introduction issue issues keep key kind kinds large learn less long low main major many method methods model models more most much need needed new old pick possible prevent problem problems purpose reason reasons right role several short slow slower small solution solutions solve start started stop system systems technique techniques type types versus vs way ways without work working works worse wrong"
  }
};
