@echo off
rem Demarc, as it lies in this folder: a double-click opens it in the browser, "demarc help" lists its command line.
setlocal
set "DEMARC_EDITION=portable"
rem A double-click inside the ZIP file unpacks this file alone.
if not exist "%~dp0node\node.exe" goto missing
if not exist "%~dp0app\main\hosts\cli\bin.mjs" goto missing
"%~dp0node\node.exe" "%~dp0app\main\hosts\cli\bin.mjs" %*
set "status=%ERRORLEVEL%"
rem The window of a double-click would close over what it said.
if not "%status%"=="0" if "%~1"=="" pause
if not "%status%"=="0" if /i "%~x1"==".demarc" if "%~2"=="" pause
exit /b %status%

:missing
echo demarc: UNSUPPORTED_HERE: Demarc is not whole in "%~dp0". 1>&2
echo Unpack the whole ZIP file first (in the Explorer "Extract All"), then start demarc.cmd in the folder that it makes. 1>&2
if "%~1"=="" pause
if /i "%~x1"==".demarc" if "%~2"=="" pause
exit /b 2
