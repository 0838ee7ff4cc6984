import { roles } from '../../domain/roles';

/** What the system and the work in it are called: the first guesses of anybody who knows what the password is for. */
const house = `
heyi mediator arbitrator negotiator supervisor auditor official court clerk administrator worker employer tiaojieyuan
zhongcaiyuan xieshangyuan jiandu shenji fayuan guanliyuan laodongzhe yonggongdanwei tiaojie zhongcai xieshang susong
laodongzhengyi laodongzhongcai tiaojiezhongcai renshizhengyi laodong zhengyi renshe renshiju rensheju zhongcaiwei
zhongcaiyuan2 tiaowei dispute disputes labour labor mediation arbitration negotiation litigation settlement award case
anjian anhui hefei password mima user yonghu test ceshi demo temp linshi welcome huanying changeme initial chushi
`;
/**
 * Components of Chinese passwords that the general list lacks, most frequent first, because the position in the list is
 * the number of guesses. Written for this system.
 */
const phrases = `
woaini iloveyou aini woaini1314 5201314 1314520 520 1314 521 888888 666666 168168 1688 518518 888 666 168 518 5200 7758521
147258369 147258 258369 123321 112233 123123 qwe123 abc123 a123456 123456a q123456 aa123456 qq123456 zxc123 asd123 qweasd
qweasdzxc qazwsx qazwsxedc 1qaz2wsx 1q2w3e4r 1qaz 2wsx 3edc 4rfv zaq12wsx qwer1234 asdf1234 zxcv1234 qwerasdf 1234qwer
mima mima123 password passw0rd admin admin123 admin888 root guanliyuan xitong gongzuo denglu huanying nihao nihaoma
woshi woshishui wode wodemima wobuzhidao zhongguo china zhonghua beijing shanghai guangzhou shenzhen nanjing hangzhou
anhui hefei wuhu bengbu huainan maanshan huaibei tongling anqing huangshan chuzhou fuyang suzhou luan bozhou chizhou
xuancheng susong heyi tiaojie zhongcai laodong renshe renshiju laodongju zhengyi gongsi danwei fayuan shenpi
baobei baobao laogong laopo mama baba erzi nver jiejie didi gege meimei pengyou tongxue laoshi xuesheng
xiaoming xiaohong xiaoli xiaowang laowang xiaozhang xiaoliu tianya tiantang kuaile xingfu pingan jiankang facai gongxi
fuxing jixiang ruyi wanshi shunli chenggong jiayou nuli tiantian xiangshang zuguo renmin gongchandang qinghua beida
longlong taiyang yueliang xingxing dahai tiankong meili keai shuaige meinv dagege xiaodidi aiqing yongyuan zaiyiqi
`;
const surnames = `
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang xu han feng
deng cao peng zeng xiao tian dong yuan pan yu jiang cai yu du ye cheng su wei lv ding ren shen yao lu jiang cui zhong tan
lu fan wang liao shi jin wei jia xia fu fang bai zou meng xiong qin qiu jiang yin xue yan duan lei hou long shi tao li gu
mao hao gong shao wan qian yan tan qian dai mo kong xiang chang
`;
const given = `
wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xiuying xia ping gang guiying hui hong bo bin
hua yu ling dan hao xin jian feng long lin xue mei ting ning kai peng fei peng lan yun qing xuan hao ran chen zixuan haoran
yuchen zihan yixuan yuxuan xinyi jiayi sihan yinuo zimo muchen junjie haoyu jianguo jianjun jianhua zhiqiang zhigang
guoqiang weidong xiaohong xiaofang xiaoyan lihua yulan xiuzhen guilan xiulan xiaodong xiaofeng wenjie haiyan
`;

const listed = (text: string): string[] => text.trim().split(/\s+/);

/** Full names, because attackers try them before anything longer. */
const names = listed(surnames).flatMap((surname) => listed(given).map((name) => surname + name));

export const ownWords: string[] = [
  ...new Set([...listed(house), ...roles.codes, ...listed(phrases), ...listed(surnames), ...listed(given), ...names]),
];
