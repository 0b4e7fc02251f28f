; The installer of the Windows program: for one user, without administrator rights.
; makensis -DVERSION=0.1.0 -DFOLDER=dist/ShipuDesk -DOUT=Setup.exe -DKIB=200000 -DHERE=packaging

Unicode true
!ifdef TARGET
  Target ${TARGET}  ; Wine without its 32-bit part needs amd64-unicode, which only Debian's NSIS has
!endif
SetCompressor /SOLID lzma
SetCompressorDictSize 64  ; MB: both programs hold the same library, which is packed once
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "x64.nsh"

!define NAME "石浦放心消费工作台"
!define PROGRAM "ShipuDesk.exe"
!define DATA "$LOCALAPPDATA\ShipuDesk"
!define BEFORE "$LOCALAPPDATA\Programs\ShipuDesk-上一版"
!define NEW "$LOCALAPPDATA\Programs\ShipuDesk-新版"
!define KEPT "$LOCALAPPDATA\Programs\ShipuDesk-旧数据"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ShipuDesk"
!define OLDEST 17763  ; Windows 10 1809

Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
; One place, not to be chosen: what is removed later is this folder and no other.
InstallDir "$LOCALAPPDATA\Programs\ShipuDesk"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT"

!define MUI_ICON "${HERE}/ShipuDesk.ico"
!define MUI_UNICON "${HERE}/ShipuDesk.ico"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "软件装在您自己的用户文件夹里，不需要管理员权限，不联网。$\r$\n$\r$\n如果已经装过，这次会更新：数据不动，上一版的程序留在旁边的文件夹“ShipuDesk-上一版”里。$\r$\n$\r$\n更新前请先关闭正在运行的工作台。"
!define MUI_FINISHPAGE_TITLE "安装好了"
!define MUI_FINISHPAGE_TEXT "桌面和“开始”菜单里有“${NAME}”。$\r$\n$\r$\n数据放在：$\r$\n${DATA}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "只移除程序。您的数据和备份会留在：$\r$\n${DATA}$\r$\n确实不要了，请在卸载后自己删除那个文件夹。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "这台电脑的 Windows 是32位的，本软件需要64位的 Windows 10（1809）或更新的版本。没有安装任何东西。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  SetRegView 64
  ReadRegStr $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} $0 < ${OLDEST}
    MessageBox MB_OK|MB_ICONSTOP "这台电脑的 Windows 版本（内部版本 $0）太旧，本软件需要 Windows 10（1809，内部版本 ${OLDEST}）或更新的版本。没有安装任何东西。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

; A program that runs cannot be written to; its file opened for writing tells.
!macro refuse_running PREFIX
Function ${PREFIX}refuse_running
  again:
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $1 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "工作台还开着。请先关闭它，再点“重试”。" /SD IDCANCEL IDRETRY again
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $1
  ${EndIf}
FunctionEnd
!macroend
!insertmacro refuse_running ""
!insertmacro refuse_running "un."

Function free_name  ; the first number that no folder of kept data has, in $2
  StrCpy $2 1
  ${While} ${FileExists} "${KEPT}-$2\*"
    IntOp $2 $2 + 1
  ${EndWhile}
FunctionEnd

; What a power cut in the middle of an update left, put right before anything is touched: the old
; program stands again where it was, and data of a portable one lie beside the program that runs.
Function mend
  ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
  ${AndIf} ${FileExists} "${BEFORE}\${PROGRAM}"
    RMDir "$INSTDIR"  ; only where it is empty
    ${If} ${FileExists} "$INSTDIR\*"
      Call free_name
      Rename "$INSTDIR" "${KEPT}-$2"
    ${EndIf}
    Rename "${BEFORE}" "$INSTDIR"
  ${EndIf}
  ${If} ${FileExists} "${BEFORE}\portable.flag"
  ${AndIf} ${FileExists} "${BEFORE}\数据\*"
    ${IfNot} ${FileExists} "$INSTDIR\数据\*"
      CopyFiles /SILENT "${BEFORE}\portable.flag" "$INSTDIR"
      Rename "${BEFORE}\数据" "$INSTDIR\数据"
    ${Else}  ; two sets of data: neither is ever removed
      Call free_name
      Rename "${BEFORE}\数据" "${KEPT}-$2"
    ${EndIf}
  ${EndIf}
FunctionEnd

; The new version is whole before the old one is touched; both changes of name are of a moment.
; The version before is kept beside, the one before that goes.
Function change_over
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${If} ${FileExists} "$INSTDIR\portable.flag"
      CopyFiles /SILENT "$INSTDIR\portable.flag" "${NEW}"
    ${EndIf}
    ${IfNot} ${FileExists} "${BEFORE}\数据\*"
      RMDir /r "${BEFORE}"
    ${EndIf}
    ClearErrors
    Rename "$INSTDIR" "${BEFORE}"
    ${If} ${Errors}
      RMDir /r "${NEW}"
      MessageBox MB_OK|MB_ICONSTOP "上一版的程序文件夹正被使用，没有更新，原来的程序照旧可用。请关闭工作台和打开着的那个文件夹，再安装一次。" /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${Else}
    RMDir "$INSTDIR"  ; only where it is empty
  ${EndIf}
  ClearErrors
  Rename "${NEW}" "$INSTDIR"
  ${If} ${Errors}
    ${If} ${FileExists} "${BEFORE}\${PROGRAM}"
      Rename "${BEFORE}" "$INSTDIR"
    ${EndIf}
    MessageBox MB_OK|MB_ICONSTOP "新版的文件夹“${NEW}”换不过来（多半正被杀毒软件检查），没有更新，原来的程序和数据照旧。请过一会儿再安装一次。" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  ${If} ${FileExists} "${BEFORE}\portable.flag"
  ${AndIf} ${FileExists} "${BEFORE}\数据\*"
    ClearErrors
    Rename "${BEFORE}\数据" "$INSTDIR\数据"
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "数据还在“${BEFORE}\数据”，没有移过来。请先不要打开工作台，再安装一次，它会移好。" /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  Call refuse_running
  Call mend
  RMDir /r "${NEW}"
  SetOutPath "${NEW}"
  ClearErrors
  File /r "${FOLDER}/*"
  SetOutPath "$LOCALAPPDATA\Programs"  ; a folder that is stood in has its name held
  ${If} ${Errors}
    RMDir /r "${NEW}"
    MessageBox MB_OK|MB_ICONSTOP "文件没有写完（磁盘可能已满，或被杀毒软件拦下）。原来的程序和数据没有动过。请腾出空间后再安装一次。" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  Call change_over
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\卸载.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\卸载.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\卸载.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${KIB}
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
SectionEnd

Section "un.program"
  Call un.refuse_running
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\许可"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\shipu-desk.exe"
  Delete "$INSTDIR\先读我.txt"
  Delete "$INSTDIR\卸载.exe"
  RMDir "$INSTDIR"  ; only when nothing of the clerk's is left in it
  ${If} ${FileExists} "${BEFORE}\数据\*"
    RMDir /r "${BEFORE}\lib"
  ${Else}
    RMDir /r "${BEFORE}"
  ${EndIf}
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${ENTRY}"
  MessageBox MB_OK|MB_ICONINFORMATION "程序已经移除。数据和备份还在：$\r$\n${DATA}$\r$\n$\r$\n以后再安装，会接着用这份数据。" /SD IDOK
SectionEnd
