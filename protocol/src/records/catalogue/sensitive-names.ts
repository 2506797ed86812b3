import type { SensitiveLabel } from './sensitive-labels.ts'

/** Names that carry a label wherever a code or a concept is called by them. */
export interface SensitiveNames {
  readonly label: SensitiveLabel
  /**
   * Names between commas, without accents and in lower case: whole words, or with `*` every word that starts so. A name
   * in capitals is found in capitals only.
   */
  readonly names: string
  /** A text with a word that starts like one of these means something else. */
  readonly unless?: string
}

/** Medicines by their international non-proprietary name and well-known brands; stems serve several languages. */
const medicines: readonly SensitiveNames[] = [
  {
    label: 'mental-health',
    names: `sertralin*, fluoxetin*, paroxetin*, citalopram*, escitalopram*, fluvoxamin*, venlafaxin*, desvenlafaxin*, duloxetin*,
      milnacipran*, mirtazapin*, mianserin*, trazodon*, nefazodon*, bupropion*, vortioxetin*, vilazodon*, agomelatin*,
      reboxetin*, amitriptylin*, nortriptylin*, clomipramin*, imipramin*, doxepin*, phenelzin*, tranylcypromin*,
      moclobemid*, esketamin*, lithium carbonate, lithium citrate, lithium level, lithium moles, lithium mass, olanzapin*, quetiapin*, risperidon*,
      paliperidon*, aripiprazol*, brexpiprazol*, cariprazin*, ziprasidon*, lurasidon*, asenapin*, amisulprid*, clozapin*,
      haloperidol*, chlorpromazin*, fluphenazin*, perphenazin*, flupentixol*, zuclopenthixol*, pimozid*, alprazolam*,
      lorazepam*, diazepam*, clonazepam*, bromazepam*, oxazepam*, chlordiazepoxid*, clorazepat*, buspiron*,
      methylphenidat*, dexmethylphenidat*, lisdexamfetamin*, lisdexamphetamin*, dextroamphetamin*, dexamfetamin*,
      atomoxetin*, zoloft, prozac, lexapro, cipralex, seropram, ladose, effexor, cymbalta, remeron, wellbutrin, seroquel,
      zyprexa, risperdal, abilify, xanax, zanax, ativan, tavor, valium, lexotanil, ritalin, concerta, strattera, vyvanse,
      σερτραλιν*, φλουοξετιν*, παροξετιν*, σιταλοπραμ*, εσιταλοπραμ*, βενλαφαξιν*, ντουλοξετιν*, δουλοξετιν*,
      μιρταζαπιν*, τραζοδον*, βουπροπιον*, αμιτριπτυλιν*, ολανζαπιν*, κουετιαπιν*, ρισπεριδον*, αριπιπραζολ*, κλοζαπιν*,
      αλοπεριδολ*, αλπραζολαμ*, λοραζεπαμ*, διαζεπαμ*, βρωμαζεπαμ*, ανθρακικο λιθιο, μεθυλφαινιδατ*, ατομοξετιν*,
      αντικαταθλιπτικ*, αντιψυχωσικ*, αγχολυτικ*, antidepressant*, antipsychotic*, anxiolytic*`,
  },
  {
    label: 'hiv',
    names: `zidovudin*, abacavir*, stavudin*, didanosin*, emtricitabin*, efavirenz*, nevirapin*, rilpivirin*, etravirin*,
      doravirin*, delavirdin*, atazanavir*, darunavir*, fosamprenavir*, indinavir*, lopinavir*, nelfinavir*, saquinavir*,
      tipranavir*, cobicistat*, raltegravir*, dolutegravir*, bictegravir*, elvitegravir*, cabotegravir*, maraviroc*,
      enfuvirtid*, ibalizumab*, fostemsavir*, lenacapavir*, truvada, descovy, biktarvy, genvoya, stribild, atripla,
      complera, eviplera, triumeq, dovato, juluca, tivicay, isentress, prezista, prezcobix, symtuza, kaletra, reyataz,
      sustiva, combivir, epzicom, kivexa, odefsey, symfi, cabenuva, ζιδοβουδιν*, αμπακαβιρ*, εμτρισιταμπιν*, εφαβιρενζ*,
      ντολουτεγκραβιρ*, νταρουναβιρ*, ραλτεγκραβιρ*`,
  },
  { label: 'hiv', names: 'ritonavir*, norvir', unless: 'nirmatrelvir paxlovid ombitasvir' },
  {
    label: 'reproductive-health',
    names: `levonorgestrel*, norgestrel*, norgestimat*, desogestrel*, etonogestrel*, norelgestromin*, drospirenon*, dienogest*,
      gestoden*, norethindron*, norethisteron*, medroxyprogesteron*, ethinyl estradiol, ethinylestradiol*,
      ethinyloestradiol*, segesteron*, ulipristal*, mifepriston*, misoprostol*, dinoproston*, carboprost*,
      clomiphen*, clomifen*, follitropin*, menotropin*, urofollitropin*, choriogonadotropin*, ganirelix*, cetrorelix*,
      oxytocin*, methylergonovin*, methylergometrin*, atosiban*, sildenafil*, tadalafil*, vardenafil*, avanafil*,
      alprostadil*, flibanserin*, mirena, kyleena, liletta, skyla 13, paragard, nexplanon, implanon, nuvaring, depo provera,
      yasmin 28, yaz 28, seasonique, camila 28, errin 28, ortho tri cyclen, plan b, ellaone, viagra, cialis, levitra,
      λεβονοργεστρελ*, αιθινυλοιστραδιολ*, μισοπροστολ*, μιφεπριστον*, ωκυτοκιν*, σιλδεναφιλ*, ταδαλαφιλ*`,
  },
  {
    label: 'substance-use',
    names: `methadon*, buprenorphin*, naltrexon*, nalmefen*, disulfiram*, acamprosat*, lofexidin*, suboxone, subutex, zubsolv,
      sublocade, vivitrol, antabuse, campral, selincro, μεθαδον*, βουπρενορφιν*, ναλτρεξον*, δισουλφιραμ*`,
  },
  {
    label: 'genetic',
    names: 'ivacaftor*, lumacaftor*, tezacaftor*, elexacaftor*, trikafta, kaftrio, kalydeco, orkambi',
  },
]

/** Diseases, tests and events in English and Greek. */
const matters: readonly SensitiveNames[] = [
  {
    label: 'mental-health',
    names: `schizo*, psychosis, psychoses, psychotic*, anxiety, panic attack*, panic disorder*, PTSD, posttraumatic stress,
      post traumatic stress, stress disorder*, adjustment disorder*, obsessive*, suicid*, self harm, self injur*,
      self inflicted, parasuicid*, anorexia nervosa, bulimi*, eating disorder*, autis*, asperger*, ADHD, attention deficit,
      hyperkinetic*, psychiatr*, psychotherap*, mental health, mental disorder*, mental illness*, mental disease*,
      behavioral health, behavioural health, mood disorder*, affective disorder*, personality disorder*, mania, manic,
      hypomani*, dysthym*, agoraphobi*, phobia, phobias, phobic, social anxiety, intellectual disabilit*,
      mental retardation, delirium, delusional*, paranoi*, dissociative*, somatoform*, phq, phq2, phq9, gad 7, gad7,
      edinburgh postnatal, electroconvulsive*, cognitive behavioral, cognitive behavioural,
      καταθλι*, σχιζο*, ψυχωσ*, ψυχωτικ*, αγχωδ*, αγχοσ, αγχουσ, πανικ*, μετατραυματικ*, αυτοκτον*, αυτοτραυματισμ*,
      αυτοκαταστροφικ*, αποπειρα αυτοκτον*, νευρικη ανορεξι*, νευρικησ ανορεξι*, ψυχογεν* ανορεξι*, βουλιμι*, αυτισμ*, αυτιστικ*,
      υπερκινητικ*, ελλειμματικ* προσοχ*, ψυχιατρ*, ψυχοθεραπει*, ψυχικ* υγει*, ψυχικ* διαταραχ*, ψυχικ* νοσ*,
      διαταραχ* προσωπικοτητ*, ιδεοψυχαναγκαστικ*, ψυχαναγκαστικ*, μανια, μανιασ, μανιοκαταθλι*, υπομανι*, φοβια, φοβιεσ,
      αγοραφοβι*, διαταραχ* τησ διαθεσησ, νοητικ* υστερησ*, ηλεκτροσπασμοθεραπει*`,
  },
  {
    label: 'mental-health',
    names: 'depression, depressions, depressive*, depressed',
    unless: 'respirat* st segment* skull fracture* marrow myelo* cns ventilat* tongue nasal fontanel* myocard*',
  },
  {
    label: 'mental-health',
    names: 'bipolar*, διπολικ*',
    unless:
      'hip* arthroplast* hemiarthroplast* cauter* electrocaut* electrode* lead pacemaker* pacing forceps αρθροπλαστ* ημιαρθροπλαστ* ηλεκτροδ*',
  },
  {
    label: 'hiv',
    names: `hiv, hiv1, hiv2, hivab, AIDS, human immunodeficiency, acquired immunodeficiency, acquired immune deficiency, antiretroviral*,
      ανθρωπιν* ανοσοανεπαρκει*, ανοσοανεπαρκειασ του ανθρωπου, επικτητ* ανοσ*, αντιρετροι*`,
  },
  { label: 'hiv', names: 'οροθετικ*', unless: 'αρθριτ* ρευματ*' },
  {
    label: 'reproductive-health',
    names: `pregnan*, gravid*, gravida, antenatal*, prenatal*, perinatal*, obstetric*, gestation*, abortion*, abortus,
      termination of pregnancy, miscarriage*, stillbirth*, stillborn, live birth, following birth, after birth, fetus, foetus, childbirth, labor and delivery, vaginal delivery, maternity, amniocentes*, αμνιοπαρακεντησ*,
      episiotom*, cesarean*, caesarean*, postpartum, postnatal*, puerper*, eclampsi*, preeclampsi*, pre eclampsi*,
      hyperemesis gravidarum, contracepti*, birth control, intrauterine device*, family planning, infertil*, in vitro fertili*,
      ivf, tubal ligation, vasectom*, sterilization status, erectile*, impotence, dyspareuni*, sexual*, sexually transmitted,
      gonorrh*, neisseria gonorrhoeae, syphilis, syphilitic, treponem*, herpes genitalis, genital herpes, genital wart*,
      anogenital wart*, condylom*, trichomon*, gender identity, gender dysphori*, gender incongruen*, transgender*,
      transsex*, choriogonadotropin*, chorionic gonadotropin*, hcg, last menstrual period, paternity,
      εγκυμοσυν*, εγκυο*, εγκυου*, κυησ*, κυοφορ*, αμβλωσ*, εκτρωσ*, διακοπη κυησ*, αυτοματη αποβολη, αποβολη εμβρυ*,
      εμβρυ*, τοκετ*, λοχει*, μαιευτικ*, καισαρικ*, προγεννητικ*, προεκλαμψι*, εκλαμψι*, αντισυλληπτικ*, αντισυλληψ*,
      ενδομητριο σπειραμα, οικογενειακοσ προγραμματισμοσ, υπογονιμοτητ*, στειροτητ*, εξωσωματικ*, βαζεκτομ*, στυτικ*,
      σεξουαλικ*, αφροδισι*, γονορροι*, βλεννορροι*, συφιλ*, ερπησ γεννητικων, ερπητα γεννητικων, κονδυλωμ*,
      ταυτοτητα φυλου, δυσφορια φυλου, διεμφυλικ*, χοριακη γοναδοτροπινη`,
  },
  { label: 'reproductive-health', names: 'fetal, foetal', unless: 'hemoglobin* haemoglobin* hgb hb' },
  { label: 'reproductive-health', names: 'chlamydi*, χλαμυδι*', unless: 'pneumon* psittac* πνευμον*' },
  {
    label: 'substance-use',
    names: `alcoholism*, alcohol use, alcohol abuse, alcohol misuse, alcohol depend*, alcohol addict*, alcohol intox*,
      alcohol withdraw*, alcohol induced, alcohol related, alcohol drink*, alcohol problem*, alcohol counsel*, alcohol intake,
      blood alcohol, alcohol mass, alcohol presence, unhealthy alcohol, alcohol disorder*, alcohol screening, drug abuse, drug use, drug misuse,
      drug depend*, drug addict*, drug overdose, drug withdraw*, drugs of abuse, misuses drugs, substance use,
      substance abuse, substance misuse, substance depend*, substance induced, substance related, opioid use, opioid abuse,
      opioid misuse, opioid depend*, opioid addict*, opioid overdose, opioid withdraw*, opiate use, opiate abuse,
      opiate depend*, opiate addict*, heroin*, cocaine*, cannabis*, cannabinoid*, marijuana, methamphetamin*, crack cocaine,
      overdose, addiction*, addictive*, detoxification, drinking problem, intravenous drug, injection drug, audit c, dast,
      αλκοολισμ*, χρηση αλκοολ, καταχρηση αλκοολ, εξαρτηση απο αλκοολ, εξαρτηση απο το αλκοολ,
      χρηση ουσιων, καταχρηση ουσιων, εξαρτηση απο ουσιεσ, χρηση ναρκωτικ*, ναρκωτικεσ ουσιεσ, τοξικομαν*, τοξικοεξαρτ*,
      ουσιοεξαρτ*, ηρωιν*, κοκαιν*, κανναβ*, χρηση οπιοειδ*, εξαρτηση απο οπιοειδ*, απεξαρτησ*, υπερδοσολογι*, υπερδοση,
      μεθη, μεθησ`,
  },
  // Cautions on prescriptions and the fatty liver that is not theirs.
  {
    label: 'substance-use',
    names: 'alcoholic*, αλκοολικ*',
    unless: 'non avoid* drink* beverage* solution* μη αποφ* ποτ* διαλυμ*',
  },
  { label: 'substance-use', names: 'ethanol', unless: 'topical gel wipe* swab* sanitiz* solution pad' },
  {
    label: 'genetic',
    names: `genetic*, gene mutation*, gene variant*, gene analysis, mutation analysis, germline, brca, brca1,
      brca2, karyotyp*, chromosom*, aneuploid*, trisomy, down syndrome, turner syndrome, klinefelter*, fragile x,
      cystic fibrosis, huntington*, sickle*, thalass*, hemophili*, haemophili*, factor v leiden, thrombophilia,
      duchenne, tay sachs, phenylketonuri*, lynch syndrome, marfan*, neurofibromatos*, hereditary*, carrier screening,
      exome, γενετικ*, γονιδι*, γονιδιωμ*, μεταλλαξ*, χρωμοσωμ*, καρυοτυπ*, τρισωμι*, συνδρομο down, κυστικη ινωση, κυστικησ ινωσησ,
      δρεπανοκυτταρικ*, θαλασσαιμι*, μεσογειακη αναιμια, αιμορροφιλι*, κληρονομικ*, φαινυλκετονουρι*, χαντινγκτον`,
  },
  { label: 'genetic', names: 'genom*, genotyp*', unless: 'vir* hepatit* hcv hbv hiv hpv sars* bacteri*' },
  {
    label: 'violence',
    names: `assault*, child abuse, sexual abuse, sexually abused, physical abuse, physically abused, emotional abuse, domestic abuse,
      elder abuse, spous* abuse, partner abuse, adult abuse, abuse of child, abuse of adult, victim of abuse, victim of crime,
      victim of violence, victim of intimate, victim of neglect, abused, domestic violence,
      partner violence, family violence, sexual violence, violence, rape, raped, maltreat*, child neglect, neglect of child,
      battered, battering, hark, human trafficking, torture, genital mutilation, homicid*, shaken baby,
      κακοποιησ*, κακοποιημεν*, βιασμ*, ενδοοικογενειακ*, σεξουαλικ* επιθεσ*, παραμελησ* παιδ*, βια, ξυλοδαρμ*,
      εμπορια ανθρωπων, βασανιστηρι*`,
  },
]

/** The one table of sensitive names: a second way beside the codes, for texts without a code and codes in no table. */
export const sensitiveNames: readonly SensitiveNames[] = [...medicines, ...matters]
